import { DomainError } from '../errors.js';

/** The seal follows the event by a few seconds; without a key there is none at all. */
export class CaseNotSealed extends DomainError {
  readonly code = 'audit.case_not_sealed';
  readonly kind = 'refused';
  readonly headers = { 'retry-after': '10' };

  constructor() {
    super(
      'This case has not been sealed yet; seals follow an event within seconds where the system has a key to sign with',
    );
  }
}
