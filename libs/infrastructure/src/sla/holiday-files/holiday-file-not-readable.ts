import { DomainError } from '#libs/domain';

export interface HolidayFileFault {
  readonly code:
    | 'not_csv'
    | 'not_icalendar'
    | 'columns_wrong'
    | 'date_malformed'
    | 'date_of_another_year'
    | 'name_missing'
    | 'not_whole_day'
    | 'event_unreadable'
    | 'too_long'
    | 'repeats_too_often'
    | 'nothing_in_year';
  /** Says where: the line, or the event by its name. */
  readonly message: string;
}

/** A file of holidays cannot be taken as it is. Every fault is named; nothing was loaded. */
export class HolidayFileNotReadable extends DomainError {
  readonly code = 'sla.holiday_file_not_readable';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(faults: readonly HolidayFileFault[]) {
    super('The file of holidays cannot be taken as it is');
    this.errors = faults.map((fault) => ({ pointer: '/content', ...fault }));
  }
}
