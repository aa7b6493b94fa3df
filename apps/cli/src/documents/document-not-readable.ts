import { DomainError } from '#libs/domain';

/** A file named on the command line is not there, or is not what the command takes. */
export class DocumentNotReadable extends DomainError {
  readonly code = 'cli.document_not_readable';
  readonly kind = 'invalid';

  constructor(what: string, cause: unknown) {
    super(`${what} ${cause instanceof SyntaxError ? 'is not well-formed JSON' : 'cannot be read'}`, { cause });
  }
}
