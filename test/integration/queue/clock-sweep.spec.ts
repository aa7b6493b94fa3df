import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FireClock } from '#libs/domain';
import { ClockSweep, type JobQueue, type JobWorker, rows, Upkeep } from '#libs/infrastructure';
import { v7 as uuidv7 } from 'uuid';
import { asOwner } from '../../support/as-owner.js';
import { aCaseRow } from '../../support/case-rows.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { describeOnBothQueues, type QueueServer } from '../../support/queue-servers.js';
import { until } from '../../support/until.js';
import { openQueue } from '../../support/worker.js';

describeOnBothQueues('the sweep of due clocks', (serverOf) => {
  const database = aDatabase({ poolSize: 12 });
  let server: QueueServer;
  let queue: JobQueue;
  let workers: JobWorker[];
  let caseId: string;
  let fired: string[];

  /** Fires as the product does: the row moves on, in a transaction of its own. */
  class Firing extends FireClock {
    override async execute(clockId: string): Promise<void> {
      fired.push(clockId);
      await database.dataSource.query('UPDATE clocks SET next_fire_at = NULL WHERE id = $1', [clockId]);
    }
  }
  const sweepWith = (fireClock: FireClock): ClockSweep =>
    new ClockSweep(database.dataSource, queue, fireClock, () => undefined);
  const aClock = async (dueInMs: number): Promise<string> => {
    const id = uuidv7();
    await database.dataSource.query(
      `INSERT INTO clocks (id, case_id, target, ordinal, status, opened_at, next_fire_at, detail)
       VALUES ($1::uuid, $2, $1::text, 1, 'running', now(), clock_timestamp() + make_interval(secs => $3), '{}')`,
      [id, caseId, dueInMs / 1_000],
    );
    return id;
  };

  beforeEach(async () => {
    server = serverOf(database.url);
    await server.flush();
    await asOwner(database.dataSource, 'TRUNCATE clocks, upkeep_runs');
    const person = await aPerson(database.dataSource);
    caseId = await aCaseRow(database.dataSource, { created_by: person.personId, supporting_offices: [] });
    queue = openQueue(server.choice);
    workers = [];
    fired = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close(2_000)));
    await queue.close();
  });

  it('fires what is due by the database’s time, and nothing else', async () => {
    const due = await aClock(-1_000);
    await aClock(60_000);
    await sweepWith(new Firing()).run();
    expect(fired).toEqual([due]);
  });

  it('fires each clock once, though several workers sweep at once', async () => {
    for (let count = 0; count < 120; count += 1) await aClock(-1_000 - count);
    await Promise.all(Array.from({ length: 4 }, () => sweepWith(new Firing()).run()));
    expect(fired).toHaveLength(120);
    expect(new Set(fired).size).toBe(120);
  });

  it('fires the others when one cannot be fired, and comes back to that one later and later', async () => {
    const poison = await aClock(-5_000);
    const healthy = await aClock(-1_000);
    class Faulty extends Firing {
      override execute(clockId: string): Promise<void> {
        return clockId === poison ? Promise.reject(new TypeError('a bug')) : super.execute(clockId);
      }
    }
    const sweep = sweepWith(new Faulty());
    await sweep.run();
    await sweep.run();
    expect(fired).toEqual([healthy]);
    const state = (): Promise<{ failures: number; pause: number; cause: string }[]> =>
      rows(
        database.dataSource,
        `SELECT fire_failures AS failures, extract(epoch FROM fire_claimed_until - clock_timestamp())::int AS pause, fire_last_error AS cause
           FROM clocks WHERE id = $1`,
        [poison],
      );
    expect((await state())[0]).toMatchObject({ failures: 1, cause: 'clock.failed' });
    const [before] = await state();
    await database.dataSource.query('UPDATE clocks SET fire_claimed_until = now() WHERE id = $1', [poison]);
    await sweep.run();
    const [after] = await state();
    expect(after?.failures).toBe(2);
    expect(after?.pause).toBeGreaterThan(before?.pause ?? 0);
  });

  it('does not go round and round a clock that stays due although it was fired', async () => {
    const stuck = await aClock(-1_000);
    class Idle extends Firing {
      override execute(clockId: string): Promise<void> {
        fired.push(clockId);
        return Promise.resolve();
      }
    }
    await sweepWith(new Idle()).run();
    expect(fired).toEqual([stuck]);
    const [clock] = await rows<{ fire_last_error: string }>(database.dataSource, 'SELECT fire_last_error FROM clocks');
    expect(clock?.fire_last_error).toBe('clock.not_moved');
  });

  it('takes up after a minute what a worker had in hand that died', async () => {
    const due = await aClock(-1_000);
    class Dying extends FireClock {
      override execute(): Promise<void> {
        return new Promise(() => undefined);
      }
    }
    void sweepWith(new Dying()).run();
    await until('it is in hand', async () => {
      const [clock] = await rows<{ claimed: boolean }>(
        database.dataSource,
        'SELECT fire_claimed_until IS NOT NULL AS claimed FROM clocks',
      );
      return clock?.claimed;
    });
    await sweepWith(new Firing()).run();
    expect(fired).toEqual([]);
    await database.dataSource.query(`UPDATE clocks SET fire_claimed_until = fire_claimed_until - interval '1 minute'`);
    await sweepWith(new Firing()).run();
    expect(fired).toEqual([due]);
  });

  it('is woken by an alarm at the second a clock falls due, long before its own next turn', async () => {
    const sweep = sweepWith(new Firing());
    const upkeep = new Upkeep(database.dataSource, queue, [sweep]);
    workers.push(queue.work('upkeep', async (job) => void (await upkeep.run(job.name)), { concurrency: 1 }));
    const soon = await aClock(1_200);
    await sweep.run();
    expect(fired).toEqual([]);
    await until('it has been fired', () => fired.includes(soon), 6_000);
  });

  it('needs no alarm: with the queue away it sets none and fires all the same', async () => {
    const due = await aClock(-1_000);
    await aClock(5_000);
    const away: JobQueue = Object.create(queue, { add: { value: () => Promise.reject(new Error('away')) } });
    await new ClockSweep(database.dataSource, away, new Firing(), () => undefined).run();
    expect(fired).toEqual([due]);
  });
});
