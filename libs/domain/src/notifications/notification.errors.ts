import { DomainError, TransientError } from '../errors.js';

export class UnknownEvent extends DomainError {
  readonly code = 'notification.unknown_event';
  readonly kind = 'invalid';

  constructor(event: string) {
    super(`No lifecycle tells of an event called ${event}`);
  }
}

/** The text of a letter cannot be written; the events say which. It is put right by a build, and then sent again by an operator. */
export class LetterBroken extends DomainError {
  readonly code = 'notification.letter_broken';
  readonly kind = 'refused';

  constructor(events: readonly string[], options?: ErrorOptions) {
    super(`The letter about ${events.join(', ')} cannot be written`);
    this.cause = options?.cause;
  }
}

/** Two workers met at one notification; the one that came second comes back later. */
export class NotificationBeingSent extends TransientError {
  readonly code = 'notification.being_sent';

  constructor(notificationId: string) {
    super(`Notification ${notificationId} is being sent by another worker`);
  }
}
