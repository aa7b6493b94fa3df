import { QueryFailedError } from 'typeorm';

/** Whether a statement failed because it would have broken this constraint or unique index. */
export function isViolationOf(error: unknown, constraint: string): boolean {
  return error instanceof QueryFailedError && (error.driverError as { constraint?: unknown }).constraint === constraint;
}
