/** Codes of PostgreSQL (class 08, 57P, 53300) and of the socket that mean "not now", not "never". */
const PASSING = new Set([
  '57P01', '57P02', '57P03', '53300',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT', 'EAI_AGAIN',
]);

/** Messages of `pg` and TypeORM that come without a code when the server has gone or was never there. */
const PASSING_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error',
  'is not established',
  'Connection is not established',
  // Asked before the first contact has been made.
  'Driver not Connected',
];

/** TypeORM lets go of a connection that broke in the middle of a transaction, and names only that when it is used next. */
const LOST_IN_MID_TRANSACTION = new Set(['QueryRunnerAlreadyReleasedError', 'QueryRunnerProviderAlreadyReleasedError']);

/** Whether an error says that the database is away for the moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, name, message, cause, driverError, errors } = error as Record<string, unknown>;
  if (typeof code === 'string' && (PASSING.has(code) || code.startsWith('08'))) return true;
  if (typeof name === 'string' && LOST_IN_MID_TRANSACTION.has(name)) return true;
  if (typeof message === 'string' && PASSING_MESSAGES.some((passing) => message.includes(passing))) return true;
  if (Array.isArray(errors) && errors.some(isDatabaseAway)) return true;
  return (cause !== error && cause !== undefined && isDatabaseAway(cause)) || (driverError !== undefined && driverError !== error && isDatabaseAway(driverError));
}
