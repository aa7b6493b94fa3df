import type { Language } from '../people/actor.js';

/** Longest text of a message, a note or a translation, in UTF-16 code units; a document holds more. */
export const LONGEST_MESSAGE = 10_000;
/** How many people one message or note can address by name. */
export const MOST_MENTIONS = 20;

/** How a message came in. */
export type MessageSource = 'web' | 'mail';

/** What somebody says to the other side. Its place in the conversation is its entry in the history of the case. */
export interface NewMessage {
  readonly caseId: string;
  /** The entry of the history that tells of it; who and when stand there. */
  readonly sequence: number;
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  readonly mentions: readonly string[];
  readonly source: MessageSource;
}

/** What staff write down for themselves. It has no place in the history, which the State reads. */
export interface NewNote {
  readonly id: string;
  readonly caseId: string;
  readonly authorId: string;
  readonly authorRole: string;
  readonly text: string;
  readonly language: string;
  readonly mentions: readonly string[];
  readonly writtenAt: Date;
}

/** Who made a translation: a person who answers for it, or a program. */
export type TranslationMethod = 'human' | 'machine';

/** Somebody's words in another language. The original stays the authentic text. */
export interface NewTranslation {
  readonly id: string;
  readonly caseId: string;
  /** The entry of the conversation that is translated. */
  readonly sequence: number;
  readonly language: string;
  readonly text: string;
  readonly method: TranslationMethod;
  readonly translatorId: string;
  readonly translatedAt: Date;
}

/** What is asked of somebody who writes: words, their language, and whom they address. */
export interface Writing {
  readonly text: string;
  /** BCP 47; the writer's own language where it is left out. */
  readonly language?: string | undefined;
  readonly mentions: readonly string[];
}

/** The language of a writing: the one named, or the writer's. */
export function languageOf({ language }: Pick<Writing, 'language'>, own: Language): string {
  return language ?? own;
}
