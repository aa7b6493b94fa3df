import { jsonPointer } from '#libs/workflow';
import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
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
    super(
      errors.length === 1
        ? 'One thing in the request is not right'
        : `${errors.length} things in the request are not right`,
    );
  }
}

/** Deeper than any form of ours goes; what is nested further is meant to exhaust whoever walks through it. */
const DEEPEST = 12;

/** Checks every body and query against its class; a field that is not announced is refused, not dropped. */
export function requestValidation(): ValidationPipe {
  return new RequestValidation({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidRequest(flatten(errors, '')),
  });
}

/**
 * The libraries below look fields up in plain objects and so take `constructor` for one they know: it would be dropped
 * in silence. Names that every object inherits are refused before they come that far, and so are nesting without end and
 * halves of characters (`"\ud800"`), on which checks of addresses and links throw.
 */
class RequestValidation extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' || metadata.type === 'query') {
      const faults = faultsOfShape(value, '', 0);
      if (faults.length > 0) throw new InvalidRequest(faults);
    }
    return super.transform(value, metadata);
  }
}

function faultsOfShape(value: unknown, pointer: string, depth: number): FieldError[] {
  if (typeof value === 'string' && !value.isWellFormed()) {
    return [{ pointer, code: 'plainText', message: 'There are broken characters in the text' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (depth > DEEPEST) return [{ pointer, code: 'too_deep', message: 'The content is nested too deeply' }];
  return Object.entries(value).flatMap(([name, item]) => {
    const place = `${pointer}${jsonPointer([name])}`;
    if (!Array.isArray(value) && name in Object.prototype) return [unknownField(place)];
    return faultsOfShape(item, place, depth + 1);
  });
}

function unknownField(pointer: string): FieldError {
  return { pointer, code: 'unknown_field', message: 'There is no such field here' };
}

function flatten(errors: readonly ValidationError[], parent: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}${jsonPointer([error.property])}`;
    const own = Object.entries(error.constraints ?? {}).map(([name, message]) =>
      name === 'whitelistValidation' ? unknownField(pointer) : { pointer, code: name, message },
    );
    return [...own, ...flatten(error.children ?? [], pointer)];
  });
}
