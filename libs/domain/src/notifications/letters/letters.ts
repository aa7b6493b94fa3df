import type { Language } from '../../people/actor.js';
import { arabic } from './arabic.js';
import { chinese } from './chinese.js';
import { english } from './english.js';
import { french } from './french.js';
import { russian } from './russian.js';
import { spanish } from './spanish.js';

/** The letters the product writes. */
export const TEMPLATES = ['acknowledgement'] as const;
export type Template = (typeof TEMPLATES)[number];

/**
 * A letter in one language, with plain placeholders: `{reference}` and `{title}`. The restricted form is sent about
 * confidential and strictly confidential cases and may use `{reference}` only.
 */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** Everything a language says around its letters. `{name}` is the reader. */
export interface LettersOfALanguage {
  readonly greeting: string;
  readonly openTheCase: string;
  readonly sentAutomatically: string;
  /** In place of subject and body where the case is restricted. */
  readonly restricted: Letter;
  readonly letters: Readonly<Record<Template, Letter>>;
}

export const LETTERS: Readonly<Record<Language, LettersOfALanguage>> = {
  ar: arabic,
  en: english,
  es: spanish,
  fr: french,
  ru: russian,
  zh: chinese,
};

export function letterKnown(template: string): template is Template {
  return TEMPLATES.some((known) => known === template);
}
