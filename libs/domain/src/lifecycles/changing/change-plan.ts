import type { DefinitionReference, StateMap } from '#libs/workflow';

/** Live cases are to be put under another version; first to be rehearsed, then to be done. */
export interface ChangePlan {
  /** The version they go to. */
  readonly to: DefinitionReference;
  /** Only cases under this version; null for all that the version concerns. */
  readonly from: DefinitionReference | null;
  readonly stateMap: StateMap;
}

/**
 * Which live cases a plan concerns: those under another version of the same lifecycle, and those of the areas the version
 * was proposed for; of these, only those under `from` where it is given.
 */
export interface ChangeScope extends Pick<ChangePlan, 'to' | 'from'> {
  readonly areas: readonly string[];
}

/** What becomes of a case in a migration, or in the undoing of one. */
export const CHANGE_OUTCOMES = ['migrated', 'undone', 'stuck', 'left-alone'] as const;
/**
 * `stuck`: it has come to a place the map does not cover since the migration was ordered. `left-alone`: there was nothing
 * to do: it has been closed or migrated meanwhile, or somebody has acted on it, so that the migration cannot be undone.
 */
export type ChangeOutcome = (typeof CHANGE_OUTCOMES)[number];
