import { DomainError } from '../errors.js';

/** Whoever raises how closely a case is held may not be who lowers it. */
export class SensitivityNotYours extends DomainError {
  readonly code = 'case.sensitivity_not_yours';
  readonly kind = 'forbidden';
  override readonly details: { readonly rolesNeeded: readonly string[] };

  constructor(rolesNeeded: readonly string[]) {
    super(
      rolesNeeded.includes('office-head')
        ? 'How closely a case is held is lowered by the head of the office that leads it alone'
        : `How closely a case is held is raised by ${rolesNeeded.join(' or ')}`,
    );
    this.details = { rolesNeeded };
  }
}

/** Who needs to know is said by each side for its own people. */
export class ReadersNotYours extends DomainError {
  readonly code = 'case.readers_not_yours';
  readonly kind = 'forbidden';
  override readonly details = { rolesNeeded: ['focal-point', 'office-head'] };

  constructor() {
    super('The State’s focal point names people of the State, the head of the lead office names staff');
  }
}

/** Unknown, closed and of the other side are one answer: nobody learns here who has an account. */
export class ReaderNotNameable extends DomainError {
  readonly code = 'case.reader_not_nameable';
  readonly kind = 'invalid';
  override readonly errors = [
    { pointer: '/email', code: 'colleague', message: 'Name somebody of your own side who holds a role' },
  ];

  constructor() {
    super('Nobody of your side can be named under this address');
  }
}

export class ReaderNotFound extends DomainError {
  readonly code = 'case.reader_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('Nobody of this id is named on the case by your side');
  }
}
