import { MessageConsumer } from '../outbox/message-consumer.js';
import type { Message } from '../outbox/outbox.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { composeAccountLetter } from './letters/account-letters.js';
import { Mailer } from './mailer.js';

/** Tells somebody that others changed how their account is entered. It cannot be switched off, and needs no case to be about. */
export class TellOfAccount extends MessageConsumer<'account.notify'> {
  override readonly name = 'tell-of-account';
  override readonly topic = 'account.notify';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
  ) {
    super();
  }

  override async consume({ id, payload }: Message<'account.notify'>): Promise<void> {
    const holder = await this.unitOfWork.run(({ accounts }) => accounts.holder(payload.personId));
    if (!holder) return;
    await this.mailer.send({
      messageKey: id,
      threadKey: null,
      to: holder,
      language: holder.language,
      ...composeAccountLetter(payload.event, holder),
    });
    await this.unitOfWork.run(({ messages }) => messages.claim(id, this.name));
  }
}
