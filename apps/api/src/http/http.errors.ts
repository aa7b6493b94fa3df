import { DomainError } from '#libs/domain';

/** A change was asked for without saying which version it was decided on. */
export class VersionNotGiven extends DomainError {
  readonly code = 'http.if_match_missing';
  readonly kind = 'invalid';
  /** RFC 6585, 3: the one refusal whose status the kind does not tell. */
  readonly status = 428;

  constructor() {
    super('This request changes a case and must say in If-Match which version you have seen');
  }
}

/** `If-Match` holds something that is no ETag of ours. */
export class VersionNotReadable extends DomainError {
  readonly code = 'http.if_match_invalid';
  readonly kind = 'invalid';
  readonly status = 400;

  constructor() {
    super('If-Match must hold one ETag exactly as it was given, for example "v3"');
  }
}

export class IdempotencyKeyNotReadable extends DomainError {
  readonly code = 'http.idempotency_key_invalid';
  readonly kind = 'invalid';
  readonly status = 400;

  constructor() {
    super('Idempotency-Key must have 1 to 255 visible ASCII characters');
  }
}
