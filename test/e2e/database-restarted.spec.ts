import { createDataSource, PostgresUnitOfWork, rows } from '#libs/infrastructure';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CuttableLine } from '../support/cuttable-line.js';
import { headerOf, MailServer } from '../support/mail-server.js';
import { anOwnPostgres } from '../support/own-postgres.js';
import { describeOnBothQueues, type QueueServer } from '../support/queue-servers.js';
import { ServiceProcess } from '../support/service-process.js';
import { anAcknowledgedCase, type ToldCase } from '../support/told-case.js';
import { until } from '../support/until.js';

/** So many messages are under way when it happens. */
const MESSAGES = 40;

describeOnBothQueues('a worker whose database', (serverOf, backend) => {
  const postgres = anOwnPostgres(() => Promise.resolve());
  let server: QueueServer;
  let dataSource: DataSource;
  let unitOfWork: PostgresUnitOfWork;
  let line: CuttableLine;
  let mailServer: MailServer;
  let worker: ServiceProcess;
  let metrics: string;
  let states = 0;

  beforeAll(async () => {
    server = serverOf(postgres.url);
    await server.flush();
    dataSource = createDataSource({ url: postgres.url, poolSize: 4, applicationName: 'test', standing: 'system' });
    await dataSource.initialize();
    unitOfWork = new PostgresUnitOfWork(dataSource);
    line = await CuttableLine.to(postgres.url);
  }, 60_000);
  afterAll(async () => {
    await dataSource.destroy();
    await line.close();
  });
  beforeEach(async () => {
    mailServer = await new MailServer().start();
    const { choice } = server;
    worker = new ServiceProcess('dist/apps/worker/src/main.js', 'worker running', {
      DATABASE_URL: line.through(postgres.url),
      ...(choice.backend === 'redis' ? { REDIS_URL: choice.url } : { QUEUE_BACKEND: 'postgres' }),
      SMTP_URL: mailServer.url,
      WORKER_METRICS_PORT: '0',
      STOP_DEADLINE_SECONDS: '5',
    });
    metrics = `http://127.0.0.1:${String((await worker.start())['metricsPort'])}`;
    await until('the worker is ready', async () => (await ready()) === 200, 30_000);
  }, 90_000);
  afterEach(async () => {
    line.mend();
    await worker.stop();
    await mailServer.stop();
  }, 60_000);

  const ready = async (): Promise<number> => {
    const response = await fetch(`${metrics}/health/ready`);
    await response.text();
    return response.status;
  };
  /** Cases of as many States, so that each has one focal point to be told. */
  const someCases = async (count: number): Promise<ToldCase[]> => {
    const cases: ToldCase[] = [];
    for (const number of Array.from({ length: count }, () => states++)) {
      const letters = [Math.floor(number / 26), number % 26].map((letter) => String.fromCharCode(65 + letter));
      cases.push(await anAcknowledgedCase(dataSource, { state: `Q${letters.join('')}` }));
    }
    return cases;
  };
  const tellOf = (cases: readonly ToldCase[]): Promise<void> =>
    unitOfWork.run(async ({ outbox }) => {
      for (const { caseId } of cases)
        outbox.append('case.notify', { caseId, sequence: 1, template: 'accepted', to: ['focal-point'] }, caseId);
    });
  const allDone = async (): Promise<boolean> => {
    const open = await rows(dataSource, 'SELECT 1 FROM outbox_messages WHERE done_at IS NULL LIMIT 1');
    return open.length === 0;
  };
  const mailedTo = (): readonly string[] => mailServer.received.flatMap(({ to }) => to).sort();
  const addressesOf = (cases: readonly ToldCase[]): readonly string[] =>
    cases.map(({ focalPoint }) => focalPoint.email).sort();

  // With the queue in it the restart costs minutes, until locks have run out: the harder one will do there.
  const modes = backend === 'postgres' ? (['immediate'] as const) : (['fast', 'immediate'] as const);
  it.each<'fast' | 'immediate'>(modes)(
    'is restarted (%s) with messages under way, loses none, doubles none, and goes on by itself',
    async (mode) => {
      const cases = await someCases(MESSAGES);
      await tellOf(cases);
      await until('mails are leaving', () => mailServer.received.length >= 3, 60_000);
      await postgres.restart(mode);
      expect(mailServer.received.length).toBeLessThan(MESSAGES);

      const later = await someCases(3);
      await tellOf(later);
      await until('all is done', allDone, 300_000);
      expect(mailedTo()).toEqual(addressesOf([...cases, ...later]));
      const ids = mailServer.received.map((mail) => headerOf(mail, 'Message-ID'));
      expect(new Set(ids).size).toBe(ids.length);
      const unlike = await rows(
        dataSource,
        `SELECT 1 FROM notifications WHERE case_id = ANY($1::uuid[]) GROUP BY case_id
         HAVING array_agg(channel || ' ' || status ORDER BY channel) <> '{inbox sent,mail sent}'`,
        [[...cases, ...later].map(({ caseId }) => caseId)],
      );
      expect(unlike).toEqual([]);
      expect(worker.log.filter((each) => each.includes('worker running'))).toHaveLength(1);
      expect(await ready()).toBe(200);
    },
    400_000,
  );

  it('goes away after the server took a mail notes that when it is back, and does not send it again', async () => {
    const [theCase] = await someCases(1);
    if (!theCase) throw new Error('There is no case');
    mailServer.onMessage = () => {
      line.cut();
      return 'accept';
    };
    await tellOf([theCase]);
    await until('the mail was taken', () => mailServer.received.length === 1, 30_000);
    await until('the worker has noticed', async () => (await ready()) === 503);
    line.mend();
    await until('it is noted', allDone, 120_000);
    expect(mailedTo()).toEqual(addressesOf([theCase]));
  }, 180_000);

  it('has frozen says that it is not ready and keeps nobody waiting for the answer, and goes on when it thaws', async () => {
    const [before, during] = await someCases(2);
    if (!before || !during) throw new Error('There are no cases');
    await tellOf([before]);
    await until('the worker is at work', allDone, 60_000);
    postgres.freeze();
    try {
      expect(await ready()).toBe(503);
    } finally {
      postgres.thaw();
    }
    await tellOf([during]);
    await until('all is done', allDone, 120_000);
    expect(mailedTo()).toEqual(addressesOf([before, during]));
  }, 240_000);

  it('can no longer be reached over the connections it has gives them up for new ones', async () => {
    const cases = await someCases(10);
    await tellOf(cases.slice(0, 5));
    await until('mails are leaving', () => mailServer.received.length >= 1, 60_000);
    line.lose();
    await tellOf(cases.slice(5));
    await until('all is done', allDone, 300_000);
    expect(mailedTo()).toEqual(addressesOf(cases));
  }, 400_000);
});
