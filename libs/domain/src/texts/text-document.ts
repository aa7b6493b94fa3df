import type { Language } from '../people/actor.js';

/** A text with its place in letters: a whole letter, a line of the frame, or words with a number. */
export type TextKind = 'letter' | 'line' | 'counted';

export interface LetterDocument {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}
export interface LineDocument {
  readonly text: string;
}
export interface CountedDocument {
  /** By the plural categories of the language (Unicode CLDR). */
  readonly forms: Readonly<Record<string, string>>;
}
/** The words of a text, with placeholders in braces. */
export type TextDocument = LetterDocument | LineDocument | CountedDocument;

/** What a text is and which placeholders it may and must have. */
export interface TextRule {
  readonly kind: TextKind;
  readonly allowed: readonly string[];
  readonly required: readonly string[];
}

/** A text as an administrator left it; without words where the shipped text holds again. */
export interface TextVersion {
  readonly id: string;
  readonly key: string;
  readonly language: Language;
  /** Grows by one with every change; the shipped text is version 1. */
  readonly version: number;
  readonly document: TextDocument | null;
  readonly changedBy: string;
  readonly changedAt: Date;
}

export interface TextFault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}
