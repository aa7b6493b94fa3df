import { DomainError, TransientError } from '#libs/domain';
import { isDatabaseAway } from '#libs/infrastructure';

/**
 * The stable code under which a failure is kept: in the queue, in the outbox, in figures. Messages of errors may
 * repeat what a case says, so they stay out.
 */
export function causeOf(error: unknown): string {
  if (error instanceof DomainError || error instanceof TransientError) return error.code;
  if (isDatabaseAway(error)) return 'database.away';
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return `database.${code}`;
  return error instanceof Error ? `bug.${error.constructor.name}` : 'bug.unknown';
}
