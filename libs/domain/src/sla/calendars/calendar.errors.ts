import type { CalendarFault } from '#libs/workflow';
import { DomainError } from '../../errors.js';

export class CalendarNotFound extends DomainError {
  readonly code = 'sla.calendar_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no calendar of this office or State');
  }
}

/** The calendar cannot be saved as it is described; every fault is named with its place. */
export class CalendarNotValid extends DomainError {
  readonly code = 'sla.calendar_not_valid';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  /** @param parent pointer of the calendar, or of the list of holidays, in the caller's document. */
  constructor(faults: readonly CalendarFault[], parent: string) {
    super('The calendar cannot be saved as it is described');
    this.errors = faults.map((fault) => ({ ...fault, pointer: `${parent}${fault.pointer}` }));
  }
}

/** Somebody published another version after the one the change was decided on. */
export class CalendarChangedMeanwhile extends DomainError {
  readonly code = 'sla.calendar_changed';
  readonly kind = 'stale';
  override readonly details: { readonly presentVersion: number };

  constructor(presentVersion: number) {
    super('Another version of this calendar has been published since the one you saw');
    this.details = { presentVersion };
  }
}

export class CalendarNotYours extends DomainError {
  readonly code = 'sla.calendar_not_yours';
  readonly kind = 'forbidden';

  constructor() {
    super('A calendar is changed by an administrator, or by the head of the office it belongs to');
  }
}

/** A deadline falls so far off, under this calendar, that it would never come. */
export class DeadlineBeyondHorizon extends DomainError {
  readonly code = 'sla.deadline_beyond_horizon';
  readonly kind = 'refused';

  constructor(message: string) {
    super(`With this calendar a running deadline would never be reached: ${message}`);
  }
}

export class HolidaysNotGiven extends DomainError {
  readonly code = 'sla.holidays_not_given';
  readonly kind = 'invalid';
  override readonly errors = [
    { pointer: '/holidays', code: 'one_of_two', message: 'Give either holidays or content, the text of a file' },
  ];

  constructor() {
    super('The holidays are given as a list or as the text of a file, one of the two');
  }
}

export class ReplayNotFound extends DomainError {
  readonly code = 'sla.replay_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such work, or you may not see it');
  }
}
