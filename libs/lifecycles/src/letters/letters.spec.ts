import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '#libs/domain';
import { lifecycles } from '../catalog.js';
import { CONVERSATION_EVENTS } from './conversation.js';
import { LifecycleLetters } from './lifecycle-letters.js';
import { letters, OUTSIDE_LIFECYCLES, TEMPLATES } from './letters.js';

/** Every `notify` of the definition, wherever it stands. */
function templatesNamedIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(templatesNamedIn);
  if (typeof value !== 'object' || value === null) return [];
  const { name, params } = value as { name?: unknown; params?: { template?: unknown } };
  const own = name === 'notify' && typeof params?.template === 'string' ? [params.template] : [];
  return [...own, ...Object.values(value).flatMap(templatesNamedIn)];
}

const PLACEHOLDERS = new Set(['{reference}', '{title}']);

describe('the letters', () => {
  it('are those the lifecycles of all areas name and those of every case, no more and no fewer', () => {
    expect([...TEMPLATES].sort()).toEqual(
      [
        ...new Set(templatesNamedIn(lifecycles.all().map(({ definition }) => definition))),
        ...OUTSIDE_LIFECYCLES,
      ].sort(),
    );
  });

  it.each(LANGUAGES)('are all written in %s, with a subject and something to say', (language) => {
    for (const template of TEMPLATES) {
      const [subject, ...paragraphs] = letters[language][template];
      expect({ template, subject: subject.length > 3, paragraphs: paragraphs.length > 0 }).toEqual({
        template,
        subject: true,
        paragraphs: true,
      });
    }
  });

  it.each(LANGUAGES)(
    'use in %s only placeholders that are filled in, the same as in English, and none in a subject',
    (language) => {
      for (const template of TEMPLATES) {
        const used = (text: readonly string[]): string[] =>
          [...new Set(text.join(' ').match(/\{[^}]*\}/g) ?? [])].sort();
        const [subject, ...paragraphs] = letters[language][template];
        expect([template, used([subject])]).toEqual([template, []]);
        expect([template, used(paragraphs)]).toEqual([template, used(letters.en[template].slice(1))]);
        expect(used(paragraphs).every((placeholder) => PLACEHOLDERS.has(placeholder))).toBe(true);
      }
    },
  );

  it('are not left in English in another language', () => {
    for (const language of LANGUAGES.filter((other) => other !== 'en')) {
      for (const template of TEMPLATES)
        expect([language, template, letters[language][template][0]]).not.toEqual([
          language,
          template,
          letters.en[template][0],
        ]);
    }
  });

  it('have a kind of news each, and none that is not named', () => {
    const book = new LifecycleLetters();
    expect([...book.events].sort()).toEqual([...TEMPLATES, ...CONVERSATION_EVENTS].sort());
    expect(book.notice('constructor')).toBeUndefined();
    expect(book.find('constructor', 'en')).toBeUndefined();
  });

  it('are there in every language for the conversation on a case too, with the same placeholders', () => {
    const book = new LifecycleLetters();
    for (const language of LANGUAGES) {
      for (const event of CONVERSATION_EVENTS) {
        const [subject, ...paragraphs] = book.find(event, language) ?? [''];
        expect([language, event, subject.includes('{'), paragraphs.join(' ').match(/\{[^}]*\}/g)]).toEqual([
          language,
          event,
          false,
          ['{title}'],
        ]);
      }
    }
  });
});
