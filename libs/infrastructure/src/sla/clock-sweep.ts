import { DomainError, type FireClock, TransientError } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import type { JobQueue } from '../queue/job-queue.js';
import { UpkeepTask } from '../upkeep/upkeep-task.js';

const BATCH = 50;
/** If a worker dies while it fires a clock, another takes it after this. */
const CLAIM_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 3_600;
/** Alarms are set for what falls due before the sweep after the next. */
const ALARM_AHEAD_SECONDS = 60;

interface DueClock {
  readonly id: string;
  readonly fireAt: Date;
  readonly failures: number;
}

/**
 * Fires the clocks that have fallen due by the database's time. Any number of workers may sweep at once; a clock that
 * cannot be fired waits longer and longer and holds up no other.
 */
export class ClockSweep extends UpkeepTask {
  override readonly name = 'clock-sweep';
  override readonly everySeconds = 15;

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly fireClock: FireClock,
    private readonly onTrouble: (error: unknown, clockId: string | undefined) => void,
  ) {
    super();
  }

  override async run(): Promise<void> {
    for (;;) {
      const due = await this.claim();
      for (const clock of due) await this.fire(clock);
      if (due.length < BATCH) break;
    }
    await this.setAlarms().catch((error: unknown) => this.onTrouble(error, undefined));
  }

  private claim(): Promise<DueClock[]> {
    return rows<DueClock>(
      this.dataSource,
      `WITH due AS (
         SELECT id FROM clocks
          WHERE next_fire_at <= clock_timestamp() AND (fire_claimed_until IS NULL OR fire_claimed_until <= clock_timestamp())
          ORDER BY next_fire_at, id
          LIMIT $1
            FOR UPDATE SKIP LOCKED
       ), claimed AS (
         UPDATE clocks SET fire_claimed_until = clock_timestamp() + make_interval(secs => $2)
          WHERE id IN (SELECT id FROM due)
         RETURNING id, next_fire_at, fire_failures
       ) SELECT id, next_fire_at AS "fireAt", fire_failures AS failures FROM claimed ORDER BY next_fire_at, id`,
      [BATCH, CLAIM_SECONDS],
    );
  }

  private async fire(clock: DueClock): Promise<void> {
    try {
      await this.fireClock.execute(clock.id);
    } catch (error) {
      this.onTrouble(error, clock.id);
      await this.putBack(
        clock,
        error instanceof DomainError || error instanceof TransientError ? error.code : 'clock.failed',
      );
      return;
    }
    const [stillDue] = await rows(
      this.dataSource,
      `WITH released AS (
         UPDATE clocks SET fire_claimed_until = NULL, fire_failures = 0, fire_last_error = NULL
          WHERE id = $1 AND next_fire_at IS DISTINCT FROM $2 RETURNING 1
       ) SELECT 1 FROM clocks WHERE id = $1 AND next_fire_at = $2 AND NOT EXISTS (SELECT FROM released)`,
      [clock.id, clock.fireAt],
    );
    if (stillDue) await this.putBack(clock, 'clock.not_moved');
  }

  private async putBack(clock: DueClock, cause: string): Promise<void> {
    const pauseSeconds = Math.min(15 * 2 ** clock.failures, LONGEST_PAUSE_SECONDS);
    await this.dataSource.query(
      `UPDATE clocks SET fire_claimed_until = clock_timestamp() + make_interval(secs => $2), fire_failures = fire_failures + 1, fire_last_error = $3
        WHERE id = $1`,
      [clock.id, pauseSeconds, cause],
    );
  }

  /** Wakes a sweep at the second a clock falls due. Losing an alarm costs at most the sweep's own interval. */
  private async setAlarms(): Promise<void> {
    const soon = await rows<{ second: string; delayMs: number }>(
      this.dataSource,
      `SELECT DISTINCT ceil(extract(epoch FROM next_fire_at))::bigint::text AS second,
              (1000 * (ceil(extract(epoch FROM next_fire_at)) - extract(epoch FROM clock_timestamp())))::int AS "delayMs"
         FROM clocks
        WHERE next_fire_at > clock_timestamp() AND next_fire_at <= clock_timestamp() + make_interval(secs => $1)`,
      [ALARM_AHEAD_SECONDS],
    );
    await this.queue.add(
      'upkeep',
      soon.map(({ second, delayMs }) => ({
        name: this.name,
        id: `alarm.${second}`,
        data: {},
        delayMs: Math.max(delayMs, 1),
      })),
    );
  }
}
