import type { Identifiers } from '../identifiers/identifiers.js';
import { MessageConsumer } from '../outbox/message-consumer.js';
import type { Message } from '../outbox/outbox.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { Letters } from './letters/letters.js';
import { deliveryOf, type Notice, type Preference } from './notice.js';
import { UnknownEvent } from './notification.errors.js';
import type { Addressee } from './notification-store.js';

/** Turns "people in these roles must be told" into entries of inboxes and mails, as each of them prefers. */
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

  override async consume({ id, payload }: Message<'case.notify'>): Promise<void> {
    const { caseId, sequence, template: event, to: audience } = payload;
    const notice = this.letters.notice(event);
    if (!notice) throw new UnknownEvent(event);

    await this.unitOfWork.run(async ({ messages, notifications, outbox }) => {
      if (!(await messages.claim(id, this.name))) return;

      await notifications.withdrawPassed(caseId, this.passingEvents());
      const people = await notifications.recipients(caseId, sequence, audience);
      const preferences = await notifications.preferences(people, event);
      const mails = await notifications.add(
        { messageId: id, caseId, sequence, event, audience },
        people.map((personId) => this.address(personId, notice, preferences.get(personId))),
      );
      for (const { notificationId, delaySeconds } of mails) outbox.append('mail.send', { notificationId }, caseId, delaySeconds);
    });
  }

  private address(personId: string, notice: Notice, preference: Preference | undefined): Addressee {
    const { inbox, mail } = deliveryOf(notice, preference);
    return {
      personId,
      inboxEntryId: inbox ? this.identifiers.next() : null,
      mail: mail === 'never' ? null : { id: this.identifiers.next(), pace: mail },
    };
  }

  private passingEvents(): readonly string[] {
    return this.letters.events.filter((event) => this.letters.notice(event)?.passesWithState);
  }
}
