import { type ComposedMail, layOut, type Piece } from '../../notifications/letters/composed-mail.js';
import { fill, oneLine } from '../../notifications/letters/fill.js';
import { dateFor } from '../../notifications/letters/letter-frames.js';
import type { Letters } from '../../notifications/letters/letters.js';
import type { MailReader } from '../../notifications/notification-store.js';
import { type AccountLetterKind, CHOOSE_A_PASSWORD } from './account-letters.js';

/**
 * Writes what somebody is told about their account, in their language.
 * @param date what `{date}` stands for: the end of the link, or when it happened.
 * @param link where a password is chosen; null for letters without one.
 */
export function composeAccountLetter(
  letters: Letters,
  reader: Omit<MailReader, 'personId'>,
  kind: AccountLetterKind,
  date: Date,
  link: string | null,
): ComposedMail {
  const { language } = reader;
  const frame = letters.frame(language);
  const [subject, ...paragraphs] = letters.account(kind, language);
  const values = { address: oneLine(reader.address), date: dateFor(date, language, reader.timeZone) };
  return layOut(language, frame.direction, subject, [
    { paragraph: fill(frame.greeting, { name: oneLine(reader.name) }) },
    ...paragraphs.map((paragraph) => ({ paragraph: fill(paragraph, values) })),
    ...(link === null ? [] : [{ words: CHOOSE_A_PASSWORD[language], link } satisfies Piece]),
    { small: frame.sentAutomatically },
  ]);
}
