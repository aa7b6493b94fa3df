import { MessageConsumer } from '../outbox/message-consumer.js';
import type { Message } from '../outbox/outbox.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { composeDigest } from './letters/compose-digest.js';
import type { LettersInForce } from '../texts/letters-in-force.js';
import { attemptMail } from './mail-attempt.js';
import { Mailer } from './mailer.js';
import { NotificationBeingSent } from './notification.errors.js';
import { CaseLinks } from './send-mail.js';
import { writeWhatCanBe } from './write-what-can-be.js';

/** Mails to one reader, in one mail, what has gathered over a day or a week. */
export class SendDigest extends MessageConsumer<'mail.digest'> {
  override readonly name = 'send-digest';
  override readonly topic = 'mail.digest';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly letters: LettersInForce,
    private readonly links: CaseLinks,
  ) {
    super();
  }

  override async consume({ id, payload }: Message<'mail.digest'>): Promise<void> {
    const { digestId } = payload;
    const taken = await this.unitOfWork.run(({ notifications }) => notifications.takeDigest(digestId));
    if (taken.outcome === 'nothing-to-send') return;
    if (taken.outcome === 'being-sent') throw new NotificationBeingSent(digestId);

    const { reader } = taken;
    const letters = await this.letters.of(reader.language);
    const { notificationIds, mail } = await writeWhatCanBe(this.unitOfWork, taken, (news) =>
      composeDigest(letters, reader, news, (caseId) => this.links.toCase(caseId)),
    );
    await attemptMail(this.unitOfWork, { messageId: id, consumer: this.name }, notificationIds, () =>
      this.mailer.send({
        messageKey: digestId,
        threadKey: null,
        to: reader,
        language: reader.language,
        ...mail,
      }),
    );
  }
}
