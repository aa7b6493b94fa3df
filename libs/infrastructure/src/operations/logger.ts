import { type DestinationStream, type Logger, pino } from 'pino';

/** Token of the process's logger. */
export const LOGGER = Symbol('logger');

/**
 * Structured logs, a line of JSON each, with ids and never a word of a case: bodies, headers and addresses of
 * people are not logged at all, so there is nothing to redact.
 * @param destination where the lines go; standard output unless said otherwise.
 */
export function createLogger(process: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorWithoutData },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** PostgreSQL repeats row contents in `detail`; only what a developer needs is kept. */
function errorWithoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, routine } = error as Error & Record<string, unknown>;
  return { type: error.constructor.name, message: error.message, stack: error.stack, code, constraint, table, routine };
}
