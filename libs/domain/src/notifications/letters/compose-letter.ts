import type { NoticeFacts } from '../notification-store.js';
import { LETTER_FRAMES } from './letter-frames.js';
import type { LetterText } from './letters.js';

export interface ComposedLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Writes a letter in the reader's language, as plain text and as HTML, right to left for Arabic. About a restricted
 * case it says that there is news, its reference and its link, and nothing else.
 */
export function composeLetter(letter: LetterText, facts: NoticeFacts, link: string): ComposedLetter {
  const frame = LETTER_FRAMES[facts.reader.language];
  const [subject, ...paragraphs] = facts.title === null ? frame.restricted : letter;
  const values: ReadonlyMap<string, string> = new Map([
    ['reference', oneLine(facts.reference)],
    ['title', oneLine(facts.title ?? '')],
    ['name', oneLine(facts.reader.name)],
  ]);
  const filled = [frame.greeting, ...paragraphs].map((paragraph) => fill(paragraph, values));

  return {
    subject: `[${values.get('reference') ?? ''}] ${subject}`,
    text: `${[...filled, `${frame.openTheCase}: ${link}`, frame.sentAutomatically].join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="${facts.reader.language}" dir="${frame.direction}"><head><meta charset="utf-8">`,
      `<title>${escapeHtml(subject)}</title></head>`,
      `<body dir="${frame.direction}" style="font-family:sans-serif;line-height:1.5;max-width:40em">`,
      ...filled.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
      `<p><a href="${escapeHtml(link)}">${escapeHtml(frame.openTheCase)}</a></p>`,
      `<p style="color:#555;font-size:smaller">${escapeHtml(frame.sentAutomatically)}</p>`,
      '</body></html>',
    ].join('\n'),
  };
}

/** A value is put in as it is: what a person typed is never read as a placeholder. */
function fill(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values.get(name) ?? placeholder);
}

/** Names and titles are typed by people: a line break in one must not become a header or a paragraph of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
