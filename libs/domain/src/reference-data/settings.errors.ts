import { DomainError } from '../errors.js';

/** Settings concern every case; only administrators change them. */
export class AdministratorsOnly extends DomainError {
  readonly code = 'reference_data.administrators_only';
  readonly kind = 'forbidden';

  constructor() {
    super('Only an administrator can change this setting');
  }
}

/** A setting that moves cases or figures must say why it was made. */
export class SettingNeedsReason extends DomainError {
  readonly code = 'reference_data.reason_missing';
  readonly kind = 'invalid';
  override readonly errors = [
    { pointer: '/reason', code: 'too_short', message: 'Say in a few words why, for those who read it later' },
  ];

  constructor() {
    super('A setting needs a reason');
  }
}

export class UnknownState extends DomainError {
  readonly code = 'reference_data.state_unknown';
  readonly kind = 'not_found';

  constructor() {
    super('No Member State or observer has this code');
  }
}
