import type { PolicyLookup } from '#libs/workflow';

/** The limits in force at one moment, where they differ from what the lifecycles say. */
export interface PoliciesInForce {
  /** Finds limits in any version ever in force; null for the version null: the limits of the lifecycle alone. */
  readonly lookup: PolicyLookup;
  /** The version in force for a thematic area; null where the limits of its lifecycle were never changed. */
  versionOf(area: string): number | null;
}

/** The limits of the areas as they are settled, ready to be asked at every transition. */
export abstract class LimitPolicies {
  /**
   * What was put in force in the last moment may be missing, except for the version the caller has already met (in a case, in a
   * history).
   */
  abstract current(met: number | null): Promise<PoliciesInForce>;
}
