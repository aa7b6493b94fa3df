import { DomainError, TransientError } from '../errors.js';

export class UnknownTemplate extends DomainError {
  readonly code = 'notification.unknown_template';
  readonly kind = 'invalid';

  constructor(template: string) {
    super(`There is no letter called ${template}`);
  }
}

/** Two workers met at one notification; the one that came second comes back later. */
export class NotificationBeingSent extends TransientError {
  readonly code = 'notification.being_sent';

  constructor(notificationId: string) {
    super(`Notification ${notificationId} is being sent by another worker`);
  }
}
