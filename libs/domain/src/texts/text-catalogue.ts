import type { Counted, LetterFrame } from '../notifications/letters/letter-frames.js';
import type { Letters, LetterText } from '../notifications/letters/letters.js';
import type { Language } from '../people/actor.js';
import {
  ACCOUNT_LETTER_KINDS,
  ACCOUNT_PLACEHOLDERS,
  type AccountLetterKind,
} from '../people/letters/account-letters.js';
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
  'frame-reply-possible': { kind: 'line', allowed: [], required: [], field: 'replyPossible' },
  'frame-restricted': { kind: 'letter', allowed: ['reference'], required: ['reference'], field: 'restricted' },
  'frame-several-news': { kind: 'counted', allowed: ['count'], required: ['count'], field: 'severalNews' },
  'frame-digest': { kind: 'counted', allowed: ['count'], required: ['count'], field: 'digest' },
};

/** The key under which administrators know a letter about somebody's own account. */
export function accountTextKey(kind: AccountLetterKind): string {
  return `account-${kind}`;
}

/** The letter about accounts of a key; undefined for any other key. */
export function accountLetterOf(key: string): AccountLetterKind | undefined {
  return ACCOUNT_LETTER_KINDS.find((kind) => accountTextKey(kind) === key);
}

/** Every text that can be edited, with its rule and its shipped words. */
export class TextCatalogue {
  constructor(private readonly shippedLetters: Letters) {}

  get keys(): readonly string[] {
    return [...Object.keys(FRAME_TEXTS), ...ACCOUNT_LETTER_KINDS.map(accountTextKey), ...this.shippedLetters.events];
  }

  /** Undefined for a key that no text has. */
  rule(key: string): TextRule | undefined {
    if (Object.hasOwn(FRAME_TEXTS, key)) return FRAME_TEXTS[key];
    const account = accountLetterOf(key);
    const english = account ? this.shippedLetters.account(account, 'en') : this.shippedLetters.find(key, 'en');
    if (!english) return undefined;
    const allowed = account ? ACCOUNT_PLACEHOLDERS : OF_A_CASE;
    // What the shipped letter tells, an edited one tells too.
    const required = allowed.filter((name) => english.slice(1).some((paragraph) => paragraph.includes(`{${name}}`)));
    return { kind: 'letter', allowed, required };
  }

  shipped(key: string, language: Language): TextDocument | undefined {
    const frameText = Object.hasOwn(FRAME_TEXTS, key) ? FRAME_TEXTS[key] : undefined;
    if (frameText) return toDocument(this.shippedLetters.frame(language)[frameText.field]);
    const account = accountLetterOf(key);
    const letter = account ? this.shippedLetters.account(account, language) : this.shippedLetters.find(key, language);
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
