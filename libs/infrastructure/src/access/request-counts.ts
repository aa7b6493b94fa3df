import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

export const WINDOW_SECONDS = 60;
const SHARE_EVERY_MS = 1_000;

interface Count {
  /** What all instances had counted when this one last asked, its own requests up to then among them. */
  shared: number;
  /** What this one has counted since. */
  ours: number;
}

/**
 * Counts requests by the minute, over all instances together. Counting touches memory alone, so it can neither slow a
 * request down nor hang with a server that is away; once a second the instances tell one another through the database
 * what they counted, one statement for all. Somebody who spreads requests over instances is found out a second later.
 * While the database is away every instance counts for itself and catches up.
 */
export class RequestCounts {
  private window = 0;
  private counts = new Map<string, Count>();
  private timer: NodeJS.Timeout | undefined;
  private sharing: Promise<void> = Promise.resolve();

  /** @param failed is told why the others could not be told, the first time of a row. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly failed: (error: unknown) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one request. @returns how many of this subject there were in the present minute, this one among them. */
  count(subject: string): number {
    this.turn();
    let count = this.counts.get(subject);
    if (!count) this.counts.set(subject, (count = { shared: 0, ours: 0 }));
    count.ours += 1;
    return count.shared + count.ours;
  }

  secondsLeft(): number {
    return WINDOW_SECONDS - Math.floor((this.now() / 1_000) % WINDOW_SECONDS);
  }

  start(): void {
    let isTold = true;
    const share = (): void => {
      this.sharing = this.share().then(
        () => void (isTold = true),
        (error: unknown) => {
          if (isTold) this.failed(error);
          isTold = false;
        },
      );
      void this.sharing.then(() => {
        if (this.timer) this.timer = setTimeout(share, SHARE_EVERY_MS).unref();
      });
    };
    this.timer = setTimeout(share, SHARE_EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.sharing;
  }

  /** Tells the others what was counted here, and learns what they counted. */
  async share(): Promise<void> {
    this.turn();
    const [window, counts] = [this.window, this.counts];
    const news = [...counts].filter(([, { ours }]) => ours > 0).map(([subject, { ours }]) => ({ subject, ours }));
    if (news.length === 0 || !this.dataSource.isInitialized) return;
    const known = await rows<{ hash: Buffer; requests: number }>(
      this.dataSource,
      `WITH forgotten AS (DELETE FROM request_counts WHERE minute < $1 - 1)
       INSERT INTO request_counts AS r (subject_hash, minute, requests)
       SELECT subject, $1, requests FROM unnest($2::bytea[], $3::int[]) AS news (subject, requests) ORDER BY subject
       ON CONFLICT (subject_hash, minute) DO UPDATE SET requests = r.requests + excluded.requests
       RETURNING subject_hash AS hash, requests`,
      [window, news.map(({ subject }) => hashOf(subject)), news.map(({ ours }) => ours)],
    );
    const shared = new Map(known.map(({ hash, requests }) => [hash.toString('hex'), requests]));
    for (const { subject, ours } of news) {
      const count = counts.get(subject);
      if (!count) continue;
      count.shared = shared.get(hashOf(subject).toString('hex')) ?? count.shared + ours;
      count.ours -= ours;
    }
  }

  private turn(): void {
    const window = Math.floor(this.now() / 1_000 / WINDOW_SECONDS);
    if (window === this.window) return;
    this.window = window;
    this.counts = new Map();
  }
}

/** The database need not know from where people work, minute by minute. */
function hashOf(subject: string): Buffer {
  return createHash('sha256').update(subject).digest();
}
