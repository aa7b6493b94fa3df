import type { MailReader } from '../../notifications/notification-store.js';
import type { AccountLetterKind } from './account-letters.js';

/** A letter about somebody's own account that is to be written. */
export interface AskedLetter {
  readonly kind: Exclude<AccountLetterKind, 'password-recovery'>;
  readonly personId: string;
  /** Null where an operator at the command line asked, or the person did. */
  readonly askedBy: string | null;
}

export type TakenAccountLetter =
  | { readonly outcome: 'nothing-to-send' }
  | { readonly outcome: 'being-sent' }
  | {
      readonly outcome: 'taken';
      readonly kind: AccountLetterKind;
      /** Another one for every try: the secret of an earlier try is worth nothing, so the mail is not the same mail. */
      readonly key: string;
      readonly reader: MailReader;
      /** When what the letter tells of happened. */
      readonly at: Date;
      /** What the link of the letter holds; null for letters without. */
      readonly secret: { readonly token: string; readonly goodUntil: Date } | null;
    };

/**
 * Letters about accounts. A row says who is to be told what; the secret of a link is made when the letter is taken to be
 * sent, and only its hash is kept, so that neither outbox nor database ever holds one.
 */
export interface AccountLetterStore {
  /** @returns the id of the letter. */
  ask(letter: AskedLetter): Promise<string>;
  /** Keeps an address somebody typed, of whom it is not known yet whether there is an account. */
  askRecovery(address: string): Promise<string>;
  /**
   * Leases the letter to one worker for some minutes. A secret replaces what an earlier one opened. Nothing is to be sent
   * to a closed account, about an address nobody has, nor to somebody without a password who wants another.
   */
  take(letterId: string): Promise<TakenAccountLetter>;
  /** A later try may succeed. */
  release(letterId: string): Promise<void>;
  /** @param failure a code where the letter was given up; null where it was sent. */
  settle(letterId: string, failure: string | null): Promise<void>;
}
