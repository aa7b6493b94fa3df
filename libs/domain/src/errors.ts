/** What kind of "no" an expected error is. The edges translate it; no class here knows HTTP. */
export type ErrorKind =
  'not_found' | 'invalid' | 'conflict' | 'stale' | 'refused' | 'forbidden' | 'unauthenticated' | 'too_many';

/** An expected no: the caller can do something about it. Codes are stable, messages are for people. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;
  /** Facts for the caller, safe to show. */
  readonly details: Readonly<Record<string, unknown>> = {};
  /** Faults by place in the caller's document, as JSON Pointers. */
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly message: string }[] = [];
}

/** A passing fault: the same call may succeed later. */
export abstract class TransientError extends Error {
  abstract readonly code: string;
}
