import { composeDigest } from '../notifications/letters/compose-digest.js';
import { composeLetter } from '../notifications/letters/compose-letter.js';
import type { ComposedMail } from '../notifications/letters/composed-mail.js';
import type { Letters } from '../notifications/letters/letters.js';
import type { NewsOfCase } from '../notifications/notification-store.js';
import type { Language } from '../people/actor.js';
import { composeAccountLetter } from '../people/letters/compose-account-letter.js';
import { EditedLetters } from './edited-letters.js';
import { accountLetterOf } from './text-catalogue.js';
import type { TextDocument } from './text-document.js';

/** A case that nobody has asked for, to show a text with. Names are the United Nations' own. */
const SAMPLE_STATE: Readonly<Record<Language, string>> = {
  ar: 'كينيا',
  en: 'Kenya',
  es: 'Kenya',
  fr: 'Kenya',
  ru: 'Кения',
  zh: '肯尼亚',
};
const SAMPLE_LINK = 'https://upon-request.example/cases/sample';
const SAMPLE_ACCOUNT_LINK = 'https://upon-request.example/invitation#sample';

/** Shows the mail a text would make of a sample case, by the very functions that make the real one. */
export class PreviewText {
  constructor(private readonly shipped: Letters) {}

  /**
   * @param inForce the other texts of the language as they hold now.
   * @param now stands for the date of the news.
   */
  show(inForce: Letters, key: string, language: Language, document: TextDocument, now: Date): ComposedMail {
    const letters = new EditedLetters(inForce, language, new Map([[key, document]]));
    const [first = '', second = ''] = this.shipped.events;
    const event = this.shipped.events.includes(key) ? key : first;
    const news = (events: readonly string[], isRestricted: boolean): NewsOfCase => ({
      caseId: 'sample',
      reference: 'KEN-2026-7Q4MX2',
      title: isRestricted ? null : 'Training of prosecutors',
      state: isRestricted ? null : SAMPLE_STATE[language],
      at: now,
      events,
    });
    const reader = { name: 'Amina Odhiambo', address: 'amina@example.org', language, timeZone: 'Africa/Nairobi' };
    const account = accountLetterOf(key);
    if (account) {
      const hasLink = account === 'invitation' || account === 'password-recovery';
      return composeAccountLetter(letters, reader, account, now, hasLink ? SAMPLE_ACCOUNT_LINK : null);
    }
    if (key === 'frame-digest')
      return composeDigest(letters, reader, [news([first], false), news([second], true)], () => SAMPLE_LINK);
    const events = key === 'frame-several-news' ? [first, second] : [event];
    return composeLetter(
      letters,
      reader,
      news(events, key === 'frame-restricted'),
      SAMPLE_LINK,
      key === 'frame-reply-possible',
    );
  }
}
