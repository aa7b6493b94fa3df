import type { DataSource } from 'typeorm';
import { Client } from 'pg';

const CHANNEL = 'outbox';
const QUIET_MS = 20;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

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
      this.dataSource.query('SELECT pg_notify($1, $2)', [CHANNEL, '']).catch(() => {
        // The relay's own look replaces this ring, and whoever needs the database next will say that it is away.
      });
    }, QUIET_MS).unref();
  }
}

/** Hears the bell over a connection of its own and finds the database again when that breaks. */
export class OutboxBellListener {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly onRing: () => void,
  ) {}

  start(): void {
    void this.listen(FIRST_PAUSE_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async listen(pauseMs: number): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'upon-request-bell',
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    let again = pauseMs;
    const retry = (): void => {
      client.removeAllListeners('end');
      this.client = undefined;
      if (this.stopped) return;
      this.timer = setTimeout(() => void this.listen(Math.min(again * 2, LONGEST_PAUSE_MS)), again);
    };
    // Losing this connection only makes the relay slower; the relay itself reports a database that is away.
    client.on('error', () => undefined);
    client.on('notification', () => this.onRing());
    try {
      await client.connect();
      if (this.stopped) return void client.end();
      this.client = client;
      client.on('end', retry);
      await client.query(`LISTEN ${CHANNEL}`);
      again = FIRST_PAUSE_MS;
      // What was committed while nobody listened.
      this.onRing();
    } catch {
      void client.end().catch(() => undefined);
      retry();
    }
  }
}
