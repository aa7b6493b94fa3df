import { ValidateIf } from 'class-validator';

/** A field that may be absent. `null` is a value, and is taken only where a field says so (`IsOptional`). */
export function MayBeLeftOut(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
