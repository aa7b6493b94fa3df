import { DomainError } from '../errors.js';

/** The case of another register is here already. */
export class AlreadyImported extends DomainError {
  readonly code = 'import.already_imported';
  readonly kind = 'conflict';

  constructor(register: string, formerReference: string) {
    super(`${formerReference} of ${register} has been imported before; leave it out of the document`);
  }
}

/** What is told of a case cannot have happened in that order, or has not happened yet. */
export class ToldInDisorder extends DomainError {
  readonly code = 'import.told_in_disorder';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  /** @param faults places in the list of acts; -1 stands for the beginning of the case. */
  constructor(formerReference: string, faults: readonly { readonly index: number; readonly message: string }[]) {
    super(`What is told of ${formerReference} cannot have happened like that`);
    this.errors = faults.map(({ index, message }) => ({
      pointer: index < 0 ? '/begunAt' : `/acts/${index}/at`,
      code: 'told_in_disorder',
      message,
    }));
  }
}
