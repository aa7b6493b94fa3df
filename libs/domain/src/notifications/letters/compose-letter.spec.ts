import { describe, expect, it } from '@jest/globals';
import { type Language, LANGUAGES } from '../../people/actor.js';
import type { NoticeFacts } from '../notification-store.js';
import { composeLetter } from './compose-letter.js';
import { LETTER_FRAMES } from './letter-frames.js';

const LINK = 'https://upon-request.example/cases/1';
const facts = (given: { language?: Language; title?: string | null; name?: string; reference?: string }): NoticeFacts => ({
  notificationId: 'n',
  caseId: 'c',
  reference: given.reference ?? 'TA-1',
  title: given.title === undefined ? 'Training of prosecutors' : given.title,
  template: 'accepted',
  reader: { name: given.name ?? 'Amina', address: 'amina@example.org', language: given.language ?? 'en' },
});

describe('a letter', () => {
  it('says in text and in HTML what it has to say, to whom, and where to go', () => {
    const { subject, text, html } = composeLetter(['Accepted', 'The request “{title}” ({reference}) is accepted.'], facts({}), LINK);
    expect(subject).toBe('[TA-1] Accepted');
    for (const part of ['Dear Amina,', 'The request “Training of prosecutors” (TA-1) is accepted.', LINK]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });

  it.each(LANGUAGES)('is framed in %s, and reads in the direction of that language', (language) => {
    const { text, html } = composeLetter(['S', 'B'], facts({ language }), LINK);
    expect(text).toContain(LETTER_FRAMES[language].sentAutomatically);
    expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  });

  it.each(LANGUAGES)('about a restricted case tells in %s its reference and its link, and nothing of the letter', (language) => {
    const { subject, text, html } = composeLetter(['A secret subject', 'A secret, {title}.'], facts({ language, title: null }), LINK);
    for (const part of [subject, text, html]) expect(part).not.toMatch(/secret/i);
    expect(subject).toContain('TA-1');
    expect(text).toContain('TA-1');
    expect(text).toContain(LINK);
    expect(text).not.toMatch(/[{}]/);
  });

  it('lets no name or title begin a line of its own', () => {
    const { subject, text } = composeLetter(
      ['S', '{title}'],
      facts({ title: 'Help\r\nBcc: everybody@example.org', name: 'A\nB\u2028C', reference: 'TA\r\nX: 1' }),
      LINK,
    );
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toContain('Help Bcc: everybody@example.org');
    expect(text).toContain('Dear A B C,');
  });

  it('lets no title become markup or a placeholder', () => {
    const { html, text } = composeLetter(['S', '{title}'], facts({ title: '<script>alert("1")</script> {name} $&' }), LINK);
    expect(html).not.toContain('<script>');
    expect(text).toContain('<script>alert("1")</script> {name} $&');
  });
});
