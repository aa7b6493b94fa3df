import type { AcceptedInvitation } from '../invitations.js';

/** An account with a password, locked until the transaction ends. */
export interface PasswordHolder extends AcceptedInvitation {
  readonly passwordHash: string | null;
}

/** The write side of passwords, within one transaction. */
export interface PasswordStore {
  lock(personId: string): Promise<PasswordHolder | null>;
  /**
   * Sets the password. Every session ends but the one named, and so does what waits in mails to set another.
   * @param keptSession null where all of them end.
   */
  set(personId: string, passwordHash: string, keptSession: string | null): Promise<void>;
  /** Gives a session another secret; the one before opens nothing from the commit on. @returns the new one. */
  rotateSession(sessionId: string): Promise<string>;
  /** Uses a recovery up. @returns whose it was, null where it has been used, is over or never was. */
  takeRecovery(token: string): Promise<string | null>;
}

/** Looks recoveries up outside of a transaction. */
export abstract class PasswordRecoveries {
  /** How long a link is good. */
  static readonly GOOD_MINUTES = 60;

  /** Whose password a secret may set, while it is good. */
  abstract find(token: string): Promise<AcceptedInvitation | null>;
}
