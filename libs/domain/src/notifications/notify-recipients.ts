import type { Identifiers } from '../identifiers/identifiers.js';
import { MessageConsumer } from '../outbox/message-consumer.js';
import type { Message } from '../outbox/outbox.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { Letters } from './letters/letters.js';
import { UnknownTemplate } from './notification.errors.js';

/** Turns "people in these roles must be told" into one notification per person and channel. */
export class NotifyRecipients extends MessageConsumer<'case.notify'> {
  override readonly name = 'notify-recipients';
  override readonly topic = 'case.notify';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
    private readonly letters: Letters,
  ) {
    super();
  }

  override consume({ id, payload }: Message<'case.notify'>): Promise<void> {
    if (!this.letters.find(payload.template, 'en')) throw new UnknownTemplate(payload.template);
    return this.unitOfWork.run(async ({ messages, notifications, outbox }) => {
      if (!(await messages.claim(id, this.name))) return;

      const recipients = await notifications.recipients(payload.caseId, payload.sequence, payload.to);
      const mails = recipients.map(({ personId }) => ({
        id: this.identifiers.next(),
        messageId: id,
        caseId: payload.caseId,
        sequence: payload.sequence,
        template: payload.template,
        audience: payload.to,
        personId,
        channel: 'mail' as const,
      }));
      await notifications.add(mails);
      for (const mail of mails) outbox.append('mail.send', { notificationId: mail.id }, payload.caseId);
    });
  }
}
