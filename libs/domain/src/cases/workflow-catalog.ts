import type { Workflow } from '#libs/workflow';
import type { CaseEffect } from './case-effects.js';
import type { CaseFacts } from './case-facts.js';

/** The lifecycles cases run under. A case asks for the version it started with; a new one for that of its area. */
export abstract class WorkflowCatalog {
  /** @throws Error if the version was never published: a case cannot exist without its lifecycle. */
  abstract get(id: string, version: number): Promise<Workflow<CaseFacts, CaseEffect>>;
  /** A version that is published or only proposed, to be looked at; no case runs under a proposed one. */
  abstract evenIfProposed(id: string, version: number): Promise<Workflow<CaseFacts, CaseEffect> | undefined>;
  /** The published lifecycle new requests in a thematic area start under. */
  abstract forArea(area: string): Promise<Workflow<CaseFacts, CaseEffect>>;
}
