import { DomainError } from '../../errors.js';

/** Absent, settled, or about a case that is not for the caller. */
export class HeldReplyNotFound extends DomainError {
  readonly code = 'replies.not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such mail waiting, or it is not for you');
  }
}
