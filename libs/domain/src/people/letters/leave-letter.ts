import type { Stores } from '../../unit-of-work/unit-of-work.js';
import type { AskedLetter } from './account-letter-store.js';

/** Has somebody told about their account with the commit of what they are told of. */
export async function leaveLetter(
  { accountLetters, outbox }: Pick<Stores, 'accountLetters' | 'outbox'>,
  letter: AskedLetter,
): Promise<void> {
  outbox.append('account.letter', { letterId: await accountLetters.ask(letter) });
}
