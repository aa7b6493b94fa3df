import { DomainError, TransientError } from '../errors.js';

export class UnknownEvent extends DomainError {
  readonly code = 'notification.unknown_event';
  readonly kind = 'invalid';

  constructor(event: string) {
    super(`No lifecycle tells of an event called ${event}`);
  }
}

/** Two workers met at one notification; the one that came second comes back later. */
export class NotificationBeingSent extends TransientError {
  readonly code = 'notification.being_sent';

  constructor(notificationId: string) {
    super(`Notification ${notificationId} is being sent by another worker`);
  }
}
