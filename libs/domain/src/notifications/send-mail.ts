import { MessageConsumer } from '../outbox/message-consumer.js';
import type { Message } from '../outbox/outbox.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { composeLetter } from './letters/compose-letter.js';
import type { LettersInForce } from '../texts/letters-in-force.js';
import { attemptMail } from './mail-attempt.js';
import { Mailer } from './mailer.js';
import { NotificationBeingSent } from './notification.errors.js';
import { writeWhatCanBe } from './write-what-can-be.js';

/** Where a reader finds a case. */
export abstract class CaseLinks {
  abstract toCase(caseId: string): string;
}

/** Mails the news of one case to one reader. */
export class SendMail extends MessageConsumer<'mail.send'> {
  override readonly name = 'send-mail';
  override readonly topic = 'mail.send';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly letters: LettersInForce,
    private readonly links: CaseLinks,
  ) {
    super();
  }

  override async consume({ id, payload }: Message<'mail.send'>): Promise<void> {
    const { notificationId } = payload;
    const taken = await this.unitOfWork.run(({ notifications }) => notifications.takeForSending(notificationId));
    if (taken.outcome === 'nothing-to-send') return;
    if (taken.outcome === 'being-sent') throw new NotificationBeingSent(notificationId);

    const { news, reader } = taken;
    const letters = await this.letters.of(reader.language);
    const { notificationIds, mail } = await writeWhatCanBe(
      this.unitOfWork,
      { notificationIds: taken.notificationIds, news: [news] },
      ([some = news]) => composeLetter(letters, reader, some, this.links.toCase(some.caseId)),
    );
    await attemptMail(this.unitOfWork, { messageId: id, consumer: this.name }, notificationIds, () =>
      this.mailer.send({
        messageKey: taken.key,
        threadKey: news.caseId,
        to: reader,
        language: reader.language,
        ...mail,
      }),
    );
  }
}
