import type { ProvenIdentity } from './single-sign-on.js';

/** What an identity provider knows somebody by; compared letter by letter, as the provider writes it. */
export type IdentityKey = Pick<ProvenIdentity, 'issuer' | 'subject'>;

/** An identity that signs in to an account. */
export interface LinkedIdentity extends IdentityKey {
  readonly id: string;
  readonly linkedAt: Date;
}

/** The write side of accounts, within one transaction. */
export interface AccountStore {
  /** Locks an account until the transaction ends; null where there is none. */
  lock(personId: string): Promise<{ readonly isActive: boolean; readonly isErased: boolean } | null>;
  /** @returns the link, also where it was there already; null where the identity is another account's. */
  link(
    personId: string,
    identity: IdentityKey & { readonly id: string },
  ): Promise<(LinkedIdentity & { readonly isNew: boolean }) | null>;
  /** Takes a link away and ends the sessions opened by way of the provider. @returns what it was; null if there was none. */
  unlink(personId: string, identityId: string): Promise<LinkedIdentity | null>;
  /**
   * Takes everything away that says who somebody is or lets them in, and closes the account. The id stays: histories, the
   * audit trail and the roles somebody had go by it.
   */
  erase(personId: string): Promise<void>;
}
