import type { Language } from '../../people/actor.js';

/**
 * What one letter says: its subject, then its paragraphs, with the placeholders `{reference}` and `{title}`. The
 * greeting, the link to the case and the closing line are the frame's.
 */
export type LetterText = readonly [subject: string, ...paragraphs: readonly string[]];

/** The letters of the lifecycles, by the names that their notices use. */
export abstract class Letters {
  /** Undefined where no lifecycle has a letter of this name. */
  abstract find(template: string, language: Language): LetterText | undefined;
}
