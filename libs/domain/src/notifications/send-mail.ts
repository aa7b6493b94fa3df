import { DomainError } from '../errors.js';
import { MessageConsumer } from '../outbox/message-consumer.js';
import type { Message } from '../outbox/outbox.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { composeLetter } from './letters/compose-letter.js';
import { Letters } from './letters/letters.js';
import { Mailer } from './mailer.js';
import { NotificationBeingSent, UnknownTemplate } from './notification.errors.js';

/** Where a reader finds a case. */
export abstract class CaseLinks {
  abstract toCase(caseId: string): string;
}

/**
 * Sends one notification by mail. The mail server is no part of our transaction: a worker that dies between the
 * server's yes and our commit sends the mail again, with the same Message-ID. That window is the only one.
 */
export class SendMail extends MessageConsumer<'mail.send'> {
  override readonly name = 'send-mail';
  override readonly topic = 'mail.send';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly letters: Letters,
    private readonly links: CaseLinks,
  ) {
    super();
  }

  override async consume({ id, payload }: Message<'mail.send'>): Promise<void> {
    const { notificationId } = payload;
    const taken = await this.unitOfWork.run(({ notifications }) => notifications.takeForSending(notificationId));
    if (taken.outcome === 'nothing-to-send') return;
    if (taken.outcome === 'being-sent') throw new NotificationBeingSent(notificationId);

    try {
      const { facts } = taken;
      const letter = this.letters.find(facts.template, facts.reader.language);
      if (!letter) throw new UnknownTemplate(facts.template);
      await this.mailer.send({
        messageKey: notificationId,
        caseId: facts.caseId,
        to: { name: facts.reader.name, address: facts.reader.address },
        language: facts.reader.language,
        ...composeLetter(letter, facts, this.links.toCase(facts.caseId)),
      });
    } catch (error) {
      await this.unitOfWork.run(({ notifications }) =>
        error instanceof DomainError ? notifications.markFailed(notificationId, error.code) : notifications.release(notificationId),
      );
      throw error;
    }

    await this.unitOfWork.run(async ({ messages, notifications }) => {
      if (await messages.claim(id, this.name)) await notifications.markSent(notificationId);
    });
  }
}
