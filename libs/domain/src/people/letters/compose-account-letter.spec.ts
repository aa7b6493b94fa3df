import { describe, expect, it } from '@jest/globals';
import { Letters } from '../../notifications/letters/letters.js';
import { TextCatalogue } from '../../texts/text-catalogue.js';
import { faultsOfText } from '../../texts/text-faults.js';
import { type Language, LANGUAGES } from '../actor.js';
import { ACCOUNT_LETTER_KINDS, ACCOUNT_LETTERS, CHOOSE_A_PASSWORD } from './account-letters.js';
import { composeAccountLetter } from './compose-account-letter.js';

class NoLifecycle extends Letters {
  override readonly events = [];

  override notice(): undefined {
    return undefined;
  }

  override find(): undefined {
    return undefined;
  }
}

const letters = new NoLifecycle();
const ana = (language: Language) => ({
  name: 'Ana',
  address: 'ana@example.org',
  language,
  timeZone: 'Africa/Nairobi',
});
const AT = new Date('2026-11-24T18:31:00Z');
const everyLetter = ACCOUNT_LETTER_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const));

describe('a letter about somebody’s account', () => {
  it.each(everyLetter)('of %s says whose account and when, in %s', (kind, language) => {
    const { subject, text, html } = composeAccountLetter(letters, ana(language), kind, AT, null);
    expect(subject).toBe(ACCOUNT_LETTERS[kind][language][0]);
    expect(text).toContain('ana@example.org');
    expect(text).toContain('2026');
    expect(text).toContain('21:31');
    expect(text).not.toMatch(/[{}]/);
    expect(html).toContain(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
  });

  it.each(everyLetter)('of %s has in %s words that an edit could have had', (kind, language) => {
    const catalogue = new TextCatalogue(letters);
    const rule = catalogue.rule(`account-${kind}`);
    if (!rule) throw new Error('There is no rule');
    expect(rule).toEqual({ kind: 'letter', allowed: ['address', 'date'], required: ['address', 'date'] });
    expect(faultsOfText(rule, language, catalogue.shipped(`account-${kind}`, language))).toEqual([]);
  });

  it.each(LANGUAGES)('holds in %s its link with its words where it has one', (language) => {
    const link = 'https://upon-request.example/invitation#uri_x';
    const { text, html } = composeAccountLetter(letters, ana(language), 'invitation', AT, link);
    expect(text).toContain(`${CHOOSE_A_PASSWORD[language]}: ${link}`);
    expect(html).toContain(`<a href="${link}">`);
  });

  it('is in no two languages the same', () => {
    for (const kind of ACCOUNT_LETTER_KINDS)
      expect(new Set(LANGUAGES.map((language) => ACCOUNT_LETTERS[kind][language].join())).size).toBe(LANGUAGES.length);
  });

  it('takes nothing from a name that would be a line of its own', () => {
    const { text } = composeAccountLetter(letters, { ...ana('en'), name: 'A\r\nBcc: x' }, 'invitation', AT, null);
    expect(text).toContain('Dear A Bcc: x,');
  });
});
