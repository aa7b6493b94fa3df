import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../../people/actor.js';
import { composeAccountLetter } from './account-letters.js';

const EVENTS = ['identity-linked', 'identity-unlinked'] as const;

describe('the letter about one’s own account', () => {
  it.each(LANGUAGES)('is written in the words of %s, one for each event, to the person by name', (language) => {
    const mails = EVENTS.map((event) =>
      composeAccountLetter(event, {
        name: 'Ana\r\nBcc: all@example.org',
        address: 'ana@example.org',
        language,
        timeZone: 'Etc/UTC',
      }),
    );
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(EVENTS.length);
    for (const { subject, text, html } of mails) {
      expect(text).toContain('Ana Bcc: all@example.org');
      expect(html).toContain(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
      expect(subject).not.toMatch(/[\r\n{}]/);
      // Whoever phishes writes letters with links; ours has none to follow.
      expect(text + html).not.toMatch(/https?:|href|\{\w+\}/);
    }
  });

  it('says the same in no two languages', () => {
    const subjects = LANGUAGES.map(
      (language) =>
        composeAccountLetter('identity-linked', { name: 'Ana', address: 'a@b.example', language, timeZone: 'Etc/UTC' })
          .subject,
    );
    expect(new Set(subjects).size).toBe(LANGUAGES.length);
  });
});
