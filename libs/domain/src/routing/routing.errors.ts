import { DomainError } from '../errors.js';

/** An office was named that the reference data does not have. */
export class UnknownOffice extends DomainError {
  readonly code = 'routing.office_unknown';
  readonly kind = 'invalid';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(office: string) {
    super('There is no office with this code');
    this.details = { office };
  }
}

/** Liaison and programme offices work on cases of others; they are not responsible for one. */
export class OfficeCannotLead extends DomainError {
  readonly code = 'routing.office_cannot_lead';
  readonly kind = 'refused';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(office: string, parent: string | null) {
    super(`Office ${office} cannot lead a case${parent === null ? '' : `; the office above it is ${parent}`}`);
    this.details = { office, parent };
  }
}

/** Somebody chose an office without saying why: nobody could explain the choice later. */
export class ManualChoiceNeedsReason extends DomainError {
  readonly code = 'routing.reason_missing';
  readonly kind = 'invalid';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(office: string) {
    super('A choice of office made by hand needs a reason');
    this.details = { office };
  }
}

/** The coverage table names no lead office for the State; somebody has to choose one. */
export class StateNotCovered extends DomainError {
  readonly code = 'routing.state_not_covered';
  readonly kind = 'refused';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(state: string) {
    super('No office is named for this State; choose one and say why');
    this.details = { state };
  }
}
