import type { Counted, LetterFrame } from '../notifications/letters/letter-frames.js';
import type { Letters, LetterText } from '../notifications/letters/letters.js';
import type { Language } from '../people/actor.js';
import type { CountedDocument, LetterDocument, LineDocument, TextDocument, TextRule } from './text-document.js';

/** What a paragraph of a letter can tell of its case. A restricted case has a letter of its own, with its reference only. */
const OF_A_CASE = ['reference', 'title', 'state', 'date'];

type FrameField = Exclude<keyof LetterFrame, 'direction'>;

/** The texts around letters, by the keys administrators know them under. */
const FRAME_TEXTS: Readonly<Record<string, TextRule & { readonly field: FrameField }>> = {
  'frame-greeting': { kind: 'line', allowed: ['name'], required: ['name'], field: 'greeting' },
  'frame-open-the-case': { kind: 'line', allowed: [], required: [], field: 'openTheCase' },
  'frame-about': { kind: 'line', allowed: ['state', 'date'], required: ['state', 'date'], field: 'about' },
  'frame-sent-automatically': { kind: 'line', allowed: [], required: [], field: 'sentAutomatically' },
  'frame-restricted': { kind: 'letter', allowed: ['reference'], required: ['reference'], field: 'restricted' },
  'frame-several-news': { kind: 'counted', allowed: ['count'], required: ['count'], field: 'severalNews' },
  'frame-digest': { kind: 'counted', allowed: ['count'], required: ['count'], field: 'digest' },
};

/** Every text that can be edited, with its rule and its shipped words. */
export class TextCatalogue {
  constructor(private readonly shippedLetters: Letters) {}

  get keys(): readonly string[] {
    return [...Object.keys(FRAME_TEXTS), ...this.shippedLetters.events];
  }

  /** Undefined for a key that no text has. */
  rule(key: string): TextRule | undefined {
    if (Object.hasOwn(FRAME_TEXTS, key)) return FRAME_TEXTS[key];
    const english = this.shippedLetters.find(key, 'en');
    if (!english) return undefined;
    // What the shipped letter tells, an edited one tells too.
    const required = OF_A_CASE.filter((name) => english.slice(1).some((paragraph) => paragraph.includes(`{${name}}`)));
    return { kind: 'letter', allowed: OF_A_CASE, required };
  }

  shipped(key: string, language: Language): TextDocument | undefined {
    const frameText = Object.hasOwn(FRAME_TEXTS, key) ? FRAME_TEXTS[key] : undefined;
    if (frameText) return toDocument(this.shippedLetters.frame(language)[frameText.field]);
    const letter = this.shippedLetters.find(key, language);
    return letter && toDocument(letter);
  }
}

/** A frame in which some texts have been replaced; each fits its rule. */
export function frameWith(frame: LetterFrame, texts: ReadonlyMap<string, TextDocument>): LetterFrame {
  const replaced = Object.entries(FRAME_TEXTS).flatMap(([key, { field }]) => {
    const document = texts.get(key);
    return document ? [[field, fromDocument(document)] as const] : [];
  });
  return { ...frame, ...Object.fromEntries(replaced) };
}

/** The letter a document holds. */
export function letterFrom({ subject, paragraphs }: LetterDocument): LetterText {
  return [subject, ...paragraphs];
}

function toDocument(words: string | LetterText | Counted): TextDocument {
  if (typeof words === 'string') return { text: words } satisfies LineDocument;
  if (isLetter(words)) return { subject: words[0], paragraphs: words.slice(1) } satisfies LetterDocument;
  return { forms: { ...words } } satisfies CountedDocument;
}

function fromDocument(document: TextDocument): string | LetterText | Counted {
  if ('text' in document) return document.text;
  if ('subject' in document) return letterFrom(document);
  return document.forms as Counted;
}

function isLetter(words: LetterText | Counted): words is LetterText {
  return Array.isArray(words);
}
