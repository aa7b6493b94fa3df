import { DomainError, TransientError } from '../errors.js';

/** Absent and not yours are the same answer. */
export class WebhookNotFound extends DomainError {
  readonly code = 'webhook.not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such webhook or delivery, or you may not see it');
  }
}

export class WebhookNotYours extends DomainError {
  readonly code = 'webhook.not_entitled';
  readonly kind = 'forbidden';
  override readonly details: { readonly rolesNeeded: readonly string[] };

  constructor(rolesNeeded: readonly string[]) {
    super(`Webhooks of this scope are kept by its ${rolesNeeded.join(' or ')}`);
    this.details = { rolesNeeded };
  }
}

export class WebhookAddressRefused extends DomainError {
  readonly code = 'webhook.address_refused';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  /** @param why a code: `not_https`, `has_credentials`, `not_public`, `not_found`, `malformed`. */
  constructor(readonly why: string) {
    super('This address cannot receive webhooks');
    this.errors = [{ pointer: '/url', code: why, message: WHY[why] ?? 'The address cannot be used' }];
  }
}

const WHY: Readonly<Record<string, string>> = {
  malformed: 'The address is not a URL',
  not_https: 'The address must begin with https://',
  has_credentials: 'The address must hold neither user name nor password',
  not_public: 'The address leads into a private network, to this machine, or nowhere public',
  not_found: 'The name of the host is not known',
};

export class WebhookChangedMeanwhile extends DomainError {
  readonly code = 'webhook.changed_meanwhile';
  readonly kind = 'stale';
  override readonly details: { readonly presentVersion: number };

  constructor(seen: number, presentVersion: number) {
    super(`You decided on version ${seen} of this webhook; it is at version ${presentVersion} now`);
    this.details = { presentVersion };
  }
}

export class WebhookOff extends DomainError {
  readonly code = 'webhook.disabled';
  readonly kind = 'conflict';

  constructor() {
    super('This webhook is switched off; switch it on first');
  }
}

export class WebhooksUnavailable extends DomainError {
  readonly code = 'webhook.unavailable';
  readonly kind = 'refused';

  constructor() {
    super('This system was given no key to keep the secrets of webhooks with (SECRETS_KEY)');
  }
}

/** Every attempt was in vain. The delivery is kept, with its cause, for the receiver's keeper and for an operator. */
export class WebhookGivenUp extends DomainError {
  readonly kind = 'refused';

  constructor(readonly code: string) {
    super(`A webhook was given up after its last attempt (${code})`);
  }
}

/** Two workers met at one delivery; the one that came second comes back later. */
export class WebhookBeingSent extends TransientError {
  readonly code = 'webhook.being_sent';

  constructor(deliveryId: string) {
    super(`Delivery ${deliveryId} is being sent by another worker`);
  }
}
