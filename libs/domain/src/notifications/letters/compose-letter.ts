import type { LetterFacts } from '../notification-store.js';
import { UnknownTemplate } from '../notification.errors.js';
import { letterKnown, LETTERS } from './letters.js';

export interface ComposedLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Writes a letter in the reader's language, as plain text and as HTML, right to left for Arabic. About a restricted
 * case it says that there is news, its reference and its link, and nothing else.
 * @throws UnknownTemplate
 */
export function composeLetter(facts: LetterFacts, link: string): ComposedLetter {
  if (!letterKnown(facts.template)) throw new UnknownTemplate(facts.template);
  const language = LETTERS[facts.reader.language];
  const letter = facts.title === null ? language.restricted : language.letters[facts.template];
  const values: Readonly<Record<string, string>> = {
    reference: oneLine(facts.reference),
    title: oneLine(facts.title ?? ''),
    name: oneLine(facts.reader.name),
  };
  const paragraphs = [language.greeting, ...letter.paragraphs].map((paragraph) => fill(paragraph, values));
  const direction = facts.reader.language === 'ar' ? 'rtl' : 'ltr';

  return {
    subject: `[${values['reference']}] ${fill(letter.subject, values)}`,
    text: [...paragraphs, `${language.openTheCase}: ${link}`, language.sentAutomatically].join('\n\n') + '\n',
    html: [
      `<!doctype html><html lang="${facts.reader.language}" dir="${direction}"><head><meta charset="utf-8">`,
      `<title>${escapeHtml(fill(letter.subject, values))}</title></head>`,
      `<body style="font-family:sans-serif;line-height:1.5;max-width:40em" dir="${direction}">`,
      ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
      `<p><a href="${escapeHtml(link)}">${escapeHtml(language.openTheCase)}</a></p>`,
      `<p style="color:#555;font-size:smaller">${escapeHtml(language.sentAutomatically)}</p>`,
      `</body></html>`,
    ].join('\n'),
  };
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** Names and titles are typed by people: a line break in one must not become a header or a paragraph of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
