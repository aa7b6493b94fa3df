import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { rows } from '#libs/infrastructure';
import { anApi } from '../support/api.js';
import { copiesOf } from '../support/copied-cases.js';
import { aDatabase, INHABITED } from '../support/database.js';
import { MailServer } from '../support/mail-server.js';
import { aCaseAtTheOffice, aStaff } from '../support/office-case.js';
import { describeOnBothQueues } from '../support/queue-servers.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';

const COPIES = 60;

describeOnBothQueues('a sweep during which workers are killed and the queue forgets everything', (serverOf) => {
  const database = aDatabase({ template: INHABITED });
  const api = anApi(database);
  const mail = new MailServer();
  const workers: WorkerProcess[] = [];
  beforeAll(() => mail.start());
  afterEach(async () => void (await Promise.all(workers.map((worker) => worker.stop()))));
  afterAll(() => mail.stop());

  const count = async (statement: string): Promise<number> => {
    const [row] = await rows<{ count: number }>(database.dataSource, `SELECT count(*)::int AS count FROM ${statement}`);
    return row?.count ?? 0;
  };
  const fired = (): Promise<number> => count(`case_events WHERE type = 'thresholds-fired'`);
  const stillDue = (): Promise<number> => count('clocks WHERE next_fire_at <= clock_timestamp()');

  it('fires every clock exactly once, and tells of each exactly once', async () => {
    const server = serverOf(database.url);
    await server.flush();
    const start = (): void => {
      workers.push(WorkerProcess.start({ databaseUrl: database.url, queue: server.choice, smtpUrl: mail.url }));
    };
    const { caseId } = await aCaseAtTheOffice(await aStaff(api, database));
    // Two weeks ago; after such an outage all thresholds are due at once.
    await copiesOf(database.dataSource, caseId, { count: COPIES, weeksAgo: 2 });
    expect(await stillDue()).toBe(COPIES);

    start();
    start();
    await until('the sweep is under way', async () => (await fired()) > 0, 90_000);
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all(workers.map((worker) => worker.exited()));
    const before = await fired();
    await server.flush();
    // What the dead had in hand is theirs for a minute; it is told that the minute is over.
    await database.dataSource.query('UPDATE clocks SET fire_claimed_until = now() WHERE fire_claimed_until > now()');
    start();
    start();
    start();
    await until('the backlog is worked off', async () => (await stillDue()) === 0, 240_000);

    expect(before).toBeLessThan(COPIES);
    const unlike = await count(
      `(SELECT c.id FROM cases c
          LEFT JOIN case_events e ON e.case_id = c.id AND e.type = 'thresholds-fired'
                                 AND e.detail->>'target' = 'name-case-officer'
         WHERE c.id <> '${caseId}'
         GROUP BY c.id HAVING array_agg(e.reason) IS DISTINCT FROM '{"name-case-officer: at-risk, breached, escalated"}') AS unlike`,
    );
    expect(unlike).toBe(0);
    expect(
      await count(`outbox_messages WHERE topic = 'case.notify' AND payload->>'template' = 'deadline-escalated'`),
    ).toBe(COPIES);
    expect(await count('clocks WHERE fire_failures > 0')).toBe(0);
    expect(
      await count(`(SELECT case_id FROM case_events GROUP BY case_id HAVING count(*) <> max(sequence)) AS gaps`),
    ).toBe(0);
  }, 420_000);
});
