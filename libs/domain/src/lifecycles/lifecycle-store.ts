import type { DefinitionReference, WorkflowDefinition } from '#libs/workflow';

/** A definition somebody proposes, with the areas whose new requests are to start under it. */
export interface LifecycleProposal {
  readonly definition: WorkflowDefinition;
  readonly checksum: string;
  readonly areas: readonly string[];
  readonly proposedBy: string;
}

/** What publishing has to know of a version. */
export interface LifecycleVersionState {
  readonly areas: readonly string[];
  readonly proposedBy: string | null;
  readonly isPublished: boolean;
}

/** The write side of lifecycle versions, within one transaction. */
export interface LifecycleStore {
  /** False if the version exists already. */
  add(proposal: LifecycleProposal): Promise<boolean>;
  /** Locks a version until the transaction ends. */
  lock(reference: DefinitionReference): Promise<LifecycleVersionState | undefined>;
  /** Publishes a version and puts new requests of its areas under it. */
  publish(reference: DefinitionReference, publishedBy: string, areas: readonly string[]): Promise<void>;
}

/** Reads definitions from outside: text in, a proved definition or every fault out. */
export abstract class DefinitionReader {
  /** @throws DefinitionNotValid with every fault at once. */
  abstract read(text: string): { readonly definition: WorkflowDefinition; readonly checksum: string };
}
