import type { Repeatable } from '../../repeats/repeats.js';
import type { Stores } from '../../unit-of-work/unit-of-work.js';
import type { AccountToChange } from './account-register.js';
import { AccountChangedMeanwhile, AccountNotFound, OwnAccount } from './administration.errors.js';

/** Who decides about an account, and on what. */
export interface AccountDecision {
  /** Null for an operator at the command line of the server. */
  readonly decidedBy: string | null;
  readonly personId: string;
  /** The version the decision was made on; null where whatever there is is meant. */
  readonly seenVersion: number | null;
  readonly repeatable?: Repeatable | null;
}

/**
 * The account, locked, where it may be decided about by this person.
 * @throws OwnAccount, AccountNotFound, AccountChangedMeanwhile
 */
export async function accountToChange(
  { register }: Pick<Stores, 'register'>,
  { decidedBy, personId, seenVersion }: AccountDecision,
): Promise<AccountToChange> {
  if (decidedBy === personId) throw new OwnAccount();
  const account = await register.lock(personId);
  if (!account) throw new AccountNotFound();
  if (seenVersion !== null && seenVersion !== account.version)
    throw new AccountChangedMeanwhile(seenVersion, account.version);
  return account;
}
