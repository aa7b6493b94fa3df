import type { DataSource } from 'typeorm';

/** The channel on which relays hear that something was committed. */
export const OUTBOX_CHANNEL = 'outbox';
const QUIET_MS = 20;

/**
 * Rings after a commit that left messages. It is not part of that commit, since NOTIFY in a transaction makes all
 * committers of the database queue for one lock; and one ring stands for all commits of a few milliseconds.
 * A ring may be lost: relays also look by themselves.
 */
export class OutboxBell {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  ring(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.dataSource.query('SELECT pg_notify($1, $2)', [OUTBOX_CHANNEL, '']).catch(() => {
        // The relay's own look replaces this ring, and whoever needs the database next will say that it is away.
      });
    }, QUIET_MS).unref();
  }
}
