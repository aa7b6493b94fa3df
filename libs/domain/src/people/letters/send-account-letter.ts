import { DomainError, TransientError } from '../../errors.js';
import { Mailer } from '../../notifications/mailer.js';
import { MessageConsumer } from '../../outbox/message-consumer.js';
import type { Message } from '../../outbox/outbox.js';
import type { LettersInForce } from '../../texts/letters-in-force.js';
import { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import type { AccountLinks } from './account-links.js';
import { composeAccountLetter } from './compose-account-letter.js';

/** Two workers met at one letter; the one that came second comes back later. */
export class AccountLetterBeingSent extends TransientError {
  readonly code = 'people.letter_being_sent';

  constructor(letterId: string) {
    super(`Letter ${letterId} is being sent by another worker`);
  }
}

/** Mails somebody what they have to know about their account, with a link whose secret is made now, where it has one. */
export class SendAccountLetter extends MessageConsumer<'account.letter'> {
  override readonly name = 'send-account-letter';
  override readonly topic = 'account.letter';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly letters: LettersInForce,
    private readonly links: AccountLinks,
  ) {
    super();
  }

  override async consume({ payload: { letterId } }: Message<'account.letter'>): Promise<void> {
    // Committed before it is sent: a secret that is in somebody's mail must be one we know.
    const taken = await this.unitOfWork.run(({ accountLetters }) => accountLetters.take(letterId));
    if (taken.outcome === 'nothing-to-send') return;
    if (taken.outcome === 'being-sent') throw new AccountLetterBeingSent(letterId);
    try {
      const { kind, key, reader, secret } = taken;
      const purpose = kind === 'password-recovery' ? kind : 'invitation';
      const mail = composeAccountLetter(
        await this.letters.of(reader.language),
        reader,
        kind,
        secret?.goodUntil ?? taken.at,
        secret && this.links.to(purpose, secret.token),
      );
      await this.mailer.send({ messageKey: key, threadKey: null, to: reader, language: reader.language, ...mail });
    } catch (error) {
      await this.unitOfWork.run(({ accountLetters }) =>
        error instanceof DomainError ? accountLetters.settle(letterId, error.code) : accountLetters.release(letterId),
      );
      throw error;
    }
    await this.unitOfWork.run(({ accountLetters }) => accountLetters.settle(letterId, null));
  }
}
