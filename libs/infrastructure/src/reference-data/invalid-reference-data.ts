import { DomainError } from '#libs/domain';

export interface DataFault {
  /** File and JSON Pointer into it: `offices.json#/offices/3/timeZone`. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** The files cannot be loaded as they are. Every fault is named, and nothing was written. */
export class InvalidReferenceData extends DomainError {
  readonly code = 'reference_data.invalid';
  readonly kind = 'invalid';
  override readonly errors: readonly DataFault[];

  constructor(faults: readonly DataFault[]) {
    super(
      `The reference data cannot be loaded: ${faults.length === 1 ? 'one fault' : `${faults.length} faults`}, nothing was written`,
    );
    this.errors = faults;
  }
}
