import { UnknownEvent } from '../notification.errors.js';
import type { MailReader, NewsOfCase } from '../notification-store.js';
import { type ComposedMail, layOut, type Piece } from './composed-mail.js';
import { fill, oneLine } from './fill.js';
import { countOf, dateFor } from './letter-frames.js';
import type { Letters, LetterText } from './letters.js';

/**
 * Writes the mail with the news of one case in the reader's language; several events make one mail. About a
 * restricted case it says that there is news, its reference and its link, and nothing else.
 * @throws UnknownEvent
 */
export function composeLetter(letters: Letters, reader: MailReader, news: NewsOfCase, link: string): ComposedMail {
  const frame = letters.frame(reader.language);
  const reference = oneLine(news.reference);
  const date = dateFor(news.at, reader.language, reader.timeZone);
  const about = { state: oneLine(news.state ?? ''), date };
  const values = { reference, title: oneLine(news.title ?? ''), name: oneLine(reader.name), ...about };

  const texts = textsFor(letters, reader, news);
  const [only] = texts;
  const isOne = texts.length === 1 && only !== undefined;
  const subject = isOne ? only[0] : countOf(frame.severalNews, texts.length, reader.language);
  const pieces = texts.flatMap(([heading, ...paragraphs]): Piece[] => [
    ...(isOne ? [] : [{ heading }]),
    ...paragraphs.map((paragraph) => ({ paragraph: fill(paragraph, values) })),
  ]);

  return layOut(reader.language, frame.direction, `[${reference}] ${subject}`, [
    { paragraph: fill(frame.greeting, values) },
    ...pieces,
    ...(news.state === null ? [] : [{ paragraph: fill(frame.about, about) }]),
    { words: frame.openTheCase, link },
    { small: frame.sentAutomatically },
  ]);
}

function textsFor(letters: Letters, { language }: MailReader, { title, events }: NewsOfCase): readonly LetterText[] {
  if (title === null) return [letters.frame(language).restricted];
  return events.map((event) => {
    const text = letters.find(event, language);
    if (!text) throw new UnknownEvent(event);
    return text;
  });
}
