import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { ComposedMail } from './letters/composed-mail.js';
import { LetterBroken } from './notification.errors.js';
import type { NewsOfCase } from './notification-store.js';

interface Writable {
  readonly notificationIds: readonly string[];
  readonly mail: ComposedMail;
}

/**
 * Writes one mail about the news. Where a text of some event is broken, the mail is about the others, and what cannot
 * be written about gets a message of its own, which is then given up in an operator's sight: one bad text stops nobody
 * else's news.
 * @throws LetterBroken where nothing of the news can be written about.
 */
export async function writeWhatCanBe(
  unitOfWork: UnitOfWork,
  taken: { readonly notificationIds: readonly string[]; readonly news: readonly NewsOfCase[] },
  write: (news: readonly NewsOfCase[]) => ComposedMail,
): Promise<Writable> {
  const { notificationIds, news } = taken;
  const whole = tryTo(() => write(news));
  if ('mail' in whole) return { notificationIds, mail: whole.mail };

  const broken = new Set(
    news.flatMap((one) => one.events.filter((event) => 'fault' in tryTo(() => write([{ ...one, events: [event] }])))),
  );
  const readable = news
    .map((one) => ({ ...one, events: one.events.filter((event) => !broken.has(event)) }))
    .filter(({ events }) => events.length > 0);
  if (broken.size === 0 || readable.length === 0) {
    const refusal = new LetterBroken([...broken], { cause: whole.fault });
    await unitOfWork.run(({ notifications }) => notifications.markFailed(notificationIds, refusal.code));
    throw refusal;
  }
  const apart = await unitOfWork.run(async ({ notifications, outbox }) => {
    const setApart = await notifications.setApart(notificationIds, [...broken]);
    for (const notificationId of setApart) outbox.append('mail.send', { notificationId });
    return setApart;
  });
  return { notificationIds: notificationIds.filter((id) => !apart.includes(id)), mail: write(readable) };
}

function tryTo(write: () => ComposedMail): { readonly mail: ComposedMail } | { readonly fault: unknown } {
  try {
    return { mail: write() };
  } catch (fault) {
    return { fault };
  }
}
