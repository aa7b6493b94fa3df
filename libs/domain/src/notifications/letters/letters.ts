import type { Language } from '../../people/actor.js';
import type { Notice } from '../notice.js';
import { ACCOUNT_LETTERS, type AccountLetterKind } from '../../people/letters/account-letters.js';
import { LETTER_FRAMES, type LetterFrame } from './letter-frames.js';

/**
 * What one letter says: its subject, then its paragraphs, with the placeholders `{reference}`, `{title}`, `{state}` and
 * `{date}`. The greeting, the link to the case and the closing line are the frame's.
 */
export type LetterText = readonly [subject: string, ...paragraphs: readonly string[]];

/** The events that people are told of, and the words for each; they come with the lifecycles. */
export abstract class Letters {
  abstract readonly events: readonly string[];
  /** Undefined for an event that no lifecycle has. */
  abstract notice(event: string): Notice | undefined;
  abstract find(event: string, language: Language): LetterText | undefined;

  /** What somebody is told about their own account. */
  account(kind: AccountLetterKind, language: Language): LetterText {
    return ACCOUNT_LETTERS[kind][language];
  }

  /** What stands around every letter of a language. */
  frame(language: Language): LetterFrame {
    return LETTER_FRAMES[language];
  }
}
