import { DomainError, TransientError } from '../errors.js';
import type { Language } from '../people/actor.js';

/** One mail to one person, ready to leave. */
export interface OutgoingMail {
  /** Stable for one notification however often it is tried, so that the receiving side can tell a repetition. */
  readonly messageKey: string;
  /** Mails with the same key form one thread; null stands alone. */
  readonly threadKey: string | null;
  /** Where an answer goes; absent where none is taken. */
  readonly replyTo?: string | null;
  readonly to: { readonly name: string; readonly address: string };
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Hands a mail to the mail server. At least once: a connection lost after the last line may mean it was taken. */
export abstract class Mailer {
  /**
   * @throws MailRefused when the server says that it will never take this mail (5xx).
   * @throws MailNotTaken when it does not take it now: a 4xx answer, silence, or no connection.
   */
  abstract send(mail: OutgoingMail): Promise<void>;
}

export class MailRefused extends DomainError {
  readonly code = 'mail.refused';
  readonly kind = 'refused';

  /** @param smtpStatus the server's status, such as 550; its text is not kept, since it may repeat an address. */
  constructor(readonly smtpStatus: number) {
    super(`The mail server refused the mail for good (${smtpStatus})`);
  }
}

export class MailNotTaken extends TransientError {
  readonly code = 'mail.not_taken';

  /** @param reason an SMTP status or a code of the connection, such as `451` or `ETIMEDOUT`. */
  constructor(readonly reason: string) {
    super(`The mail server did not take the mail (${reason})`);
  }
}
