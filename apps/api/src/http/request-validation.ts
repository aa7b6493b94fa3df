import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body or the query. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** The body or the query does not have the announced form. */
export class InvalidRequest extends Error {
  constructor(readonly errors: readonly FieldError[]) {
    super(errors.length === 1 ? 'One thing in the request is not right' : `${errors.length} things in the request are not right`);
  }
}

/** Checks every body and query against its class; a field that is not announced is refused, not dropped. */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidRequest(flatten(errors, '')),
  });
}

function flatten(errors: readonly ValidationError[], parent: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(error.constraints ?? {}).map(([name, message]) => ({
      pointer,
      code: name === 'whitelistValidation' ? 'unknown_field' : name,
      message: name === 'whitelistValidation' ? 'There is no such field here' : message,
    }));
    return [...own, ...flatten(error.children ?? [], pointer)];
  });
}
