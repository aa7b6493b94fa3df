import type { Policy } from '#libs/workflow';

/** Limits of a thematic area that were in force from an instant on. A version never changes. */
export interface PolicyVersion {
  /** One series over all areas, so that a number alone says which limits are meant. */
  readonly version: number;
  readonly area: string;
  readonly limits: Policy;
  readonly reason: string;
  /** Null where an operator at the command line did it. */
  readonly proposedBy: string | null;
  readonly inForceBy: string | null;
  readonly inForceAt: Date;
}

/** Limits somebody proposes, waiting for another person. */
export interface PolicyProposal {
  readonly id: string;
  readonly area: string;
  /** The version in force when the proposal was made; null where there was none. */
  readonly basedOnVersion: number | null;
  readonly limits: Policy;
  readonly reason: string;
  readonly proposedBy: string | null;
  readonly proposedAt: Date;
}

export interface PolicyPublished {
  readonly version: number;
  /** The background work that recomputes the live deadlines of the area; null where there are none. */
  readonly replayId: string | null;
}

/** Keeps limits in versions, and proposals until they are settled. */
export abstract class PolicyRegister {
  /** The version in force for an area (undefined where its limits were never changed), with the database's time. */
  abstract present(area: string): Promise<{ readonly policy: PolicyVersion | undefined; readonly now: Date }>;
  /** Latest first. */
  abstract versions(area: string): Promise<readonly PolicyVersion[]>;
  /** Proposals not yet settled, oldest first; of all areas for null. */
  abstract proposals(area: string | null): Promise<readonly PolicyProposal[]>;
  /** A proposal not yet settled. */
  abstract proposal(id: string): Promise<PolicyProposal | undefined>;
  abstract propose(proposal: Omit<PolicyProposal, 'proposedAt'>): Promise<void>;
  /**
   * Puts a proposal in force and orders the live deadlines of its area to be recomputed, in one transaction.
   * @throws PolicyProposalNotFound if it has been settled meanwhile; PolicyChangedMeanwhile if other limits of the area
   * came into force since it was made.
   */
  abstract putInForce(id: string, by: string | null): Promise<PolicyPublished>;
  /** @throws PolicyProposalNotFound if it has been settled meanwhile. */
  abstract withdraw(id: string, by: string | null): Promise<void>;
}
