import { DomainError } from '../errors.js';

/** The months of a report do not make a period. */
export class ReportPeriodNotValid extends DomainError {
  readonly code = 'report.period_not_valid';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(pointer: '/from' | '/to', message: string) {
    super('The period of the report cannot be read');
    this.errors = [{ pointer, code: 'period', message }];
  }
}

/** More cases than one report may read; a narrower question is answered. */
export class ReportTooLarge extends DomainError {
  readonly code = 'report.too_large';
  readonly kind = 'invalid';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(mostCases: number) {
    super(`This report would read more than ${mostCases} cases; ask for a shorter period or for one area`);
    this.details = { mostCases };
  }
}
