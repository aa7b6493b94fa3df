import { UnknownEvent } from '../notification.errors.js';
import type { MailReader, NewsOfCase } from '../notification-store.js';
import { type ComposedMail, layOut, type Piece } from './composed-mail.js';
import { fill, oneLine } from './fill.js';
import { countOf, dateFor } from './letter-frames.js';
import type { Letters } from './letters.js';

/**
 * Writes one mail about several cases, each with its news in a line and its link. A restricted case is there with its
 * reference and its link only.
 * @throws UnknownEvent
 */
export function composeDigest(
  letters: Letters,
  reader: MailReader,
  cases: readonly NewsOfCase[],
  linkTo: (caseId: string) => string,
): ComposedMail {
  const frame = letters.frame(reader.language);
  const pieces = cases.flatMap((news): Piece[] => {
    const reference = oneLine(news.reference);
    const title = news.title === null ? null : oneLine(news.title);
    return [
      { heading: title === null ? reference : `${reference}: ${title}` },
      ...linesOf(letters, reader, news).map((paragraph) => ({ paragraph })),
      ...aboutOf(letters, reader, news),
      { words: frame.openTheCase, link: linkTo(news.caseId) },
    ];
  });
  return layOut(reader.language, frame.direction, countOf(frame.digest, cases.length, reader.language), [
    { paragraph: fill(frame.greeting, { name: oneLine(reader.name) }) },
    ...pieces,
    { small: frame.sentAutomatically },
  ]);
}

function linesOf(letters: Letters, { language }: MailReader, { title, events }: NewsOfCase): readonly string[] {
  if (title === null) return [letters.frame(language).restricted[0]];
  return events.map((event) => {
    const text = letters.find(event, language);
    if (!text) throw new UnknownEvent(event);
    return text[0];
  });
}

function aboutOf(letters: Letters, { language, timeZone }: MailReader, { state, at }: NewsOfCase): readonly Piece[] {
  if (state === null) return [];
  const values = { state: oneLine(state), date: dateFor(at, language, timeZone) };
  return [{ paragraph: fill(letters.frame(language).about, values) }];
}
