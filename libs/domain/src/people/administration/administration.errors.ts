import { DomainError } from '../../errors.js';

/** Rights and factors of an account are another person's decision. */
export class OwnAccount extends DomainError {
  readonly code = 'people.own_account';
  readonly kind = 'forbidden';

  constructor() {
    super('This is your own account: another administrator decides about it');
  }
}

export class AccountNotFound extends DomainError {
  readonly code = 'people.account_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no account of this id');
  }
}

export class AccountChangedMeanwhile extends DomainError {
  readonly code = 'people.account_changed_meanwhile';
  readonly kind = 'stale';
  override readonly details: { readonly presentVersion: number };

  constructor(seenVersion: number, presentVersion: number) {
    super(`You decided on version ${seenVersion} of this account; it is at version ${presentVersion} now`);
    this.details = { presentVersion };
  }
}

export class AccountClosed extends DomainError {
  readonly code = 'people.account_closed';
  readonly kind = 'refused';

  constructor() {
    super('This account is closed; reactivate it first');
  }
}

/** A focal point speaks for a State: on papers, and endorsed by a second person. */
export class RoleByMandate extends DomainError {
  readonly code = 'people.role_by_mandate';
  readonly kind = 'refused';

  constructor() {
    super('A focal point is proposed and endorsed, and the mandate ended, under /mandates');
  }
}

export class RoleHeld extends DomainError {
  readonly code = 'people.role_held';
  readonly kind = 'conflict';

  constructor() {
    super('The person holds this role already during some of that time');
  }
}

export class RoleNotFound extends DomainError {
  readonly code = 'people.role_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('This person has no role of this id that has not ended');
  }
}

export class RoleInvalid extends DomainError {
  readonly code = 'people.role_invalid';
  readonly kind = 'invalid';

  constructor(override readonly errors: DomainError['errors']) {
    super('The role cannot be granted as it is described');
  }
}

export class SecondFactorAbsent extends DomainError {
  readonly code = 'people.second_factor_absent';
  readonly kind = 'not_found';

  constructor() {
    super('This account has no second factor here');
  }
}
