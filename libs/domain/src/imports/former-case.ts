import type { ActInput } from '#libs/workflow';
import type { Classification } from '../cases/request-form.js';
import type { RequestFacts } from '../cases/case-facts.js';
import type { Actor } from '../people/actor.js';

/** A case that was led in another register, told as what people did and when. */
export interface FormerCase extends Classification {
  /** The register it was led in, and what it was called there. Together they are imported once. */
  readonly register: string;
  readonly formerReference: string;
  readonly requestingState: string;
  readonly request: Partial<RequestFacts>;
  readonly begun: { readonly by: Actor; readonly at: Date };
  /** In their order. */
  readonly acts: readonly FormerAct[];
}

export interface FormerAct {
  readonly transition: string;
  readonly by: Actor;
  readonly at: Date;
  readonly input: ActInput;
}
