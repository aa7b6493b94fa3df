import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LANGUAGES } from '../people/actor.js';
import type { TextRule } from './text-document.js';
import { faultsOfText, isTextFor } from './text-faults.js';

const LETTER: TextRule = { kind: 'letter', allowed: ['reference', 'title'], required: ['title'] };
const LINE: TextRule = { kind: 'line', allowed: ['name'], required: ['name'] };
const COUNTED: TextRule = { kind: 'counted', allowed: ['count'], required: ['count'] };
const codes = (rule: TextRule, document: unknown, language: (typeof LANGUAGES)[number] = 'en'): string[] =>
  faultsOfText(rule, language, document).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the words of a text', () => {
  it('are taken with the placeholders that are known, each required one among them', () => {
    expect(codes(LETTER, { subject: 'Accepted', paragraphs: ['“{title}” ({reference})', 'Well done.'] })).toEqual([]);
    expect(codes(LINE, { text: 'Dear {name},' })).toEqual([]);
    expect(codes(COUNTED, { forms: { one: 'One case', other: '{count} cases' } })).toEqual([]);
  });

  it.each([
    [
      LETTER,
      { subject: 'A', paragraphs: ['{titel}'] },
      ['/paragraphs/0 unknown_placeholder', '/paragraphs missing_placeholder'],
    ],
    [LETTER, { subject: '{title}', paragraphs: ['{title}'] }, ['/subject unknown_placeholder']],
    [LETTER, { subject: 'A', paragraphs: ['{title} {'] }, ['/paragraphs/0 stray_brace']],
    [LETTER, { subject: 'A', paragraphs: ['{title} { name }'] }, ['/paragraphs/0 stray_brace']],
    [LETTER, { subject: 'A\r\nBcc: all', paragraphs: ['{title}'] }, ['/subject unsafe_characters']],
    [LETTER, { subject: 'A\u2028B', paragraphs: ['{title}'] }, ['/subject unsafe_characters']],
    [LETTER, { subject: '\u202Egnp', paragraphs: ['{title}'] }, ['/subject unsafe_characters']],
    [LETTER, { subject: 'A\ud800', paragraphs: ['{title}'] }, ['/subject unsafe_characters']],
    [LETTER, { subject: ' ', paragraphs: ['{title}'] }, ['/subject blank']],
    [LETTER, { subject: 'x'.repeat(151), paragraphs: ['{title}'] }, ['/subject too_long']],
    [LETTER, { subject: 'A', paragraphs: [] }, ['/paragraphs paragraphs']],
    [LETTER, { subject: 'A', paragraphs: Array(9).fill('{title}') }, ['/paragraphs paragraphs']],
    [LETTER, { subject: 'A', paragraphs: ['{title}'], html: '<b>' }, ['/html unknown_field']],
    [
      LETTER,
      { subject: 1, paragraphs: [null] },
      ['/subject not_a_text', '/paragraphs/0 not_a_text', '/paragraphs missing_placeholder'],
    ],
    [LETTER, null, [' not_an_object']],
    [LETTER, ['A', '{title}'], [' not_an_object']],
    [LINE, { text: 'Hello' }, ['/text missing_placeholder']],
    [COUNTED, { forms: { other: '{count}' } }, ['/forms/one missing_form']],
    [COUNTED, { forms: { one: '1', few: '2', other: '{count}' } }, ['/forms/few unknown_form']],
    [COUNTED, { forms: { one: '1', other: 'some' } }, ['/forms/other missing_placeholder']],
    [COUNTED, { forms: 'many' }, ['/forms not_an_object']],
  ] as const)('are refused with every fault at its place (%#)', (rule, document, faults) => {
    expect(codes(rule, document)).toEqual(faults);
  });

  it.each(LANGUAGES)('with a number have in %s exactly the plural forms of the language', (language) => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const forms = Object.fromEntries(categories.map((category) => [category, '{count}']));
    expect(isTextFor(COUNTED, language, { forms })).toBe(true);
    for (const category of categories) {
      const { [category]: _left, ...others } = forms;
      expect(isTextFor(COUNTED, language, { forms: others })).toBe(false);
    }
  });

  it('never make the check itself fail, whatever they are', () => {
    fc.assert(
      fc.property(fc.constantFrom(LETTER, LINE, COUNTED), fc.anything(), (rule, document) => {
        expect(Array.isArray(faultsOfText(rule, 'ru', document))).toBe(true);
      }),
    );
  });
});
