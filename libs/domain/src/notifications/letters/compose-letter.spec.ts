import { describe, expect, it } from '@jest/globals';
import { type Language, LANGUAGES } from '../../people/actor.js';
import type { Notice } from '../notice.js';
import { UnknownEvent } from '../notification.errors.js';
import type { MailReader, NewsOfCase } from '../notification-store.js';
import { composeDigest } from './compose-digest.js';
import { composeLetter } from './compose-letter.js';
import { countOf, LETTER_FRAMES } from './letter-frames.js';
import { Letters, type LetterText } from './letters.js';

const LINK = 'https://upon-request.example/cases/1';

class TwoLetters extends Letters {
  override readonly events = ['accepted', 'held'];
  override notice(event: string): Notice | undefined {
    return this.events.includes(event) ? { kind: 'decision' } : undefined;
  }
  override find(event: string): LetterText | undefined {
    if (event === 'accepted') return ['A secret acceptance', 'The secret request “{title}” ({reference}) is accepted.'];
    return event === 'held' ? ['A secret pause', 'The secret case “{title}” is on hold.'] : undefined;
  }
}

const letters = new TwoLetters();
const aReader = (given: Partial<MailReader> = {}): MailReader => ({
  name: 'Amina',
  address: 'amina@example.org',
  language: 'en',
  timeZone: 'Africa/Nairobi',
  ...given,
});
const someNews = (given: Partial<NewsOfCase> = {}): NewsOfCase => ({
  caseId: 'c',
  reference: 'TA-1',
  title: 'Training of prosecutors',
  state: given.title === null ? null : 'Kenya',
  at: new Date('2026-11-23T18:31:07Z'),
  events: ['accepted'],
  ...given,
});
const inLanguage = (language: Language): MailReader => aReader({ language });

describe('the mail about one event', () => {
  it('says in text and in HTML what it has to say, to whom, and where to go', () => {
    const { subject, text, html } = composeLetter(letters, aReader(), someNews(), LINK);
    expect(subject).toBe('[TA-1] A secret acceptance');
    for (const part of ['Dear Amina,', '“Training of prosecutors” (TA-1) is accepted.', LINK]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });

  it.each(LANGUAGES)('is framed in %s, and reads in the direction of that language', (language) => {
    const { text, html } = composeLetter(letters, inLanguage(language), someNews(), LINK);
    expect(text).toContain(LETTER_FRAMES[language].sentAutomatically);
    expect(text).not.toMatch(/[{}]/);
    expect(text).toContain('Kenya');
    expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  });

  it.each(LANGUAGES)(
    'and a restricted case tells in %s its reference and its link, and nothing of the letter',
    (language) => {
      const { subject, text, html } = composeLetter(
        letters,
        inLanguage(language),
        someNews({ title: null, events: ['accepted', 'held'] }),
        LINK,
      );
      for (const part of [subject, text, html]) expect(part).not.toMatch(/secret/i);
      expect(subject).toContain('TA-1');
      expect(text).toContain('TA-1');
      expect(text).toContain(LINK);
      expect(text).not.toMatch(/[{}]/);
    },
  );

  it.each([
    ['en', 'State: Kenya. Date: 23 November 2026 at 21:31 GMT+3.'],
    ['fr', 'État : Kenya. Date : 23 novembre 2026 à 21:31 UTC+3.'],
    ['ru', 'Государство: Kenya. Дата: 23 ноября 2026 г. в 21:31 GMT+3.'],
    ['zh', '国家：Kenya。日期：2026年11月23日 GMT+3 21:31。'],
  ] as const)('names in %s the State, and the date by the reader’s clock', (language, line) => {
    expect(composeLetter(letters, inLanguage(language), someNews(), LINK).text).toContain(line);
  });

  it('lets no name or title begin a line of its own', () => {
    const { subject, text } = composeLetter(
      letters,
      aReader({ name: 'A\nB\u2028C' }),
      someNews({ title: 'Help\r\nBcc: everybody@example.org', reference: 'TA\r\nX: 1' }),
      LINK,
    );
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toContain('Help Bcc: everybody@example.org');
    expect(text).toContain('Dear A B C,');
  });

  it('lets no title become markup or a placeholder', () => {
    const { html, text } = composeLetter(
      letters,
      aReader(),
      someNews({ title: '<script>alert("1")</script> {name} $&' }),
      LINK,
    );
    expect(html).not.toContain('<script>');
    expect(text).toContain('<script>alert("1")</script> {name} $&');
  });

  it('is not written about an event that no lifecycle tells of', () => {
    expect(() => composeLetter(letters, aReader(), someNews({ events: ['toString'] }), LINK)).toThrow(UnknownEvent);
  });
});

describe('the mail about several events', () => {
  it('holds them all, one after the other, under a subject that counts them', () => {
    const { subject, text } = composeLetter(letters, aReader(), someNews({ events: ['accepted', 'held'] }), LINK);
    expect(subject).toBe('[TA-1] 2 pieces of news on the case');
    expect(text.indexOf('is accepted')).toBeLessThan(text.indexOf('is on hold'));
    expect(text.match(/Dear Amina/g)).toHaveLength(1);
  });

  it.each(LANGUAGES)('counts in every plural form of %s', (language) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const words of [LETTER_FRAMES[language].severalNews, LETTER_FRAMES[language].digest]) {
      expect(Object.keys(words).sort()).toEqual([...pluralCategories].sort());
    }
  });

  it('counts as people do', () => {
    const { digest } = LETTER_FRAMES.ru;
    expect([1, 2, 5, 21].map((count) => countOf(digest, count, 'ru'))).toEqual([
      'Новости по 1 делу',
      'Новости по 2 делам',
      'Новости по 5 делам',
      'Новости по 21 делу',
    ]);
  });
});

describe('a digest', () => {
  it('lists cases with their news in a line each, and restricted ones by reference only', () => {
    const { subject, text } = composeDigest(
      letters,
      aReader(),
      [someNews({ events: ['accepted', 'held'] }), someNews({ caseId: 'd', reference: 'TA-2', title: null })],
      (caseId) => `https://upon-request.example/cases/${caseId}`,
    );
    expect(subject).toBe('News on 2 cases');
    expect(text).toContain('TA-1: Training of prosecutors');
    expect(text).toContain('A secret pause');
    expect(text).toMatch(/TA-2\n\nThere is news on a case\n\nOpen the case: https:\/\/upon-request\.example\/cases\/d/);
  });
});
