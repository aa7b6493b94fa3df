import { Client } from 'pg';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Hears NOTIFY on a channel over a connection of its own, and finds the database again when that breaks. What was rung
 * while nobody listened is lost, so a ring without payload tells the hearer to look for itself.
 */
export class DatabaseBell {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  /** @param channel a plain identifier; it goes into the statement as it is. */
  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly onRing: (payload: string | undefined) => void,
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
      application_name: `upon-request-bell-${this.channel}`,
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
    // Without this connection the hearers are slower, no more; whoever needs the database says that it is away.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => this.onRing(payload));
    try {
      await client.connect();
      if (this.stopped) {
        await client.end();
        return;
      }
      this.client = client;
      client.on('end', retry);
      await client.query(`LISTEN ${this.channel}`);
      again = FIRST_PAUSE_MS;
      this.onRing(undefined);
    } catch {
      void client.end().catch(() => undefined);
      retry();
    }
  }
}
