/** Something attempts are counted against, and how many it may have in a window. */
export interface AttemptBudget {
  readonly kind: 'account' | 'source';
  /** The e-mail address tried, or the network the attempt came from. */
  readonly subject: string;
  readonly limit: number;
  readonly windowMinutes: number;
}

/**
 * Ten tries for an account and a hundred from one network in a quarter of an hour. A ministry may sit behind one
 * address, so a place has the larger budget; successes are given back, so only failures use it up.
 */
export const ATTEMPT_LIMITS = {
  account: { limit: 10, windowMinutes: 15 },
  source: { limit: 100, windowMinutes: 15 },
} as const;

/**
 * Whoever asks for a new password fills somebody's mailbox: five letters an hour to one address, and fifty from one
 * network, whether or not there are accounts behind them. Nothing of it is given back.
 */
export const RECOVERY_LIMITS = {
  account: { limit: 5, windowMinutes: 60 },
  source: { limit: 50, windowMinutes: 60 },
} as const;

/** Counts attempts where every instance of the API sees them. */
export abstract class SignInAttempts {
  /**
   * Takes one attempt from every budget before anything is checked, so that a thousand attempts at once are not all
   * let through before the first is counted.
   * @returns seconds until the fullest budget is open again, or null if the attempt may be made.
   */
  abstract spend(budgets: readonly AttemptBudget[]): Promise<number | null>;

  /** After a success: the account starts afresh, the source gets its attempt back. */
  abstract giveBack(budgets: readonly AttemptBudget[]): Promise<void>;
}
