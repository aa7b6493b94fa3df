export type { AccountLetterStore, AskedLetter, TakenAccountLetter } from './account-letter-store.js';
export {
  ACCOUNT_LETTER_KINDS,
  ACCOUNT_LETTERS,
  ACCOUNT_PLACEHOLDERS,
  type AccountLetterKind,
} from './account-letters.js';
export { AccountLinks } from './account-links.js';
export { composeAccountLetter } from './compose-account-letter.js';
export { AccountLetterBeingSent, SendAccountLetter } from './send-account-letter.js';
