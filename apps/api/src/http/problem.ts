import type { ErrorKind } from '#libs/domain';

/** An RFC 9457 problem document. `code` is stable; `title`, `detail` and `wayOut` are for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** What the caller can do about it. */
  readonly wayOut: string;
  readonly instance: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  readonly [fact: string]: unknown;
}

/** The one table from the domain's kinds of "no" to HTTP. */
export const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  refused: 409,
  stale: 412,
  too_many: 429,
};
