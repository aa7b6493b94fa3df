import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { UnitOfWork } from '#libs/domain';
import { OutboxSweep, rows } from '#libs/infrastructure';
import { aDatabase } from '../support/database.js';
import { headerOf, MailServer } from '../support/mail-server.js';
import { describeOnBothQueues, type QueueServer } from '../support/queue-servers.js';
import { acknowledge, afresh, anAcknowledgedCase } from '../support/told-case.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';
import { aUnitOfWork, openQueue } from '../support/worker.js';

describeOnBothQueues('a worker that is killed while it talks to the mail server', (serverOf) => {
  const database = aDatabase({ poolSize: 4 });
  let server: QueueServer;
  let unitOfWork: UnitOfWork;
  let mailServer: MailServer;
  let workers: WorkerProcess[];

  const startWorker = (): WorkerProcess => {
    const worker = WorkerProcess.start({ databaseUrl: database.url, queue: server.choice, smtpUrl: mailServer.url });
    workers.push(worker);
    return worker;
  };
  const isDone = async (): Promise<boolean> => {
    const [answer] = await rows<{ done: boolean }>(
      database.dataSource,
      `SELECT count(*) > 1 AND bool_and(done_at IS NOT NULL) AS done FROM outbox_messages`,
    );
    return answer?.done ?? false;
  };
  /** What waits for minutes to pass is told that they have: the lease of the dead worker, and the sweeper, whose turn it is. */
  const minutesPass = async (): Promise<void> => {
    await server.flush();
    await database.dataSource.query(`UPDATE notifications SET leased_until = now() WHERE leased_until IS NOT NULL`);
    await database.dataSource.query(`UPDATE outbox_messages SET check_after = now() WHERE check_after IS NOT NULL`);
    const queue = openQueue(server.choice);
    await new OutboxSweep(database.dataSource, queue).run();
    await queue.close();
  };

  beforeEach(async () => {
    server = serverOf(database.url);
    await server.flush();
    await afresh(database.dataSource);
    unitOfWork = await aUnitOfWork(database.dataSource);
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await mailServer.stop();
  });

  const phases: readonly (readonly [string, (kill: () => void) => ConstructorParameters<typeof MailServer>[0]])[] = [
    ['when it connects', (kill) => ({ onConnect: (_session, done) => (kill(), done()) })],
    ['when it has named the sender', (kill) => ({ onMailFrom: (_address, _session, done) => (kill(), done()) })],
    ['when it has named the recipient', (kill) => ({ onRcptTo: (_address, _session, done) => (kill(), done()) })],
  ];

  it.each(phases)(
    '%s, has its mail sent by another, once',
    async (_phase, optionsFor) => {
      const theCase = await anAcknowledgedCase(database.dataSource);
      let first: WorkerProcess | undefined;
      let killed = false;
      mailServer = await new MailServer(
        optionsFor(() => {
          if (killed) return;
          killed = true;
          first?.kill('SIGKILL');
        }),
      ).start();
      first = startWorker();
      await acknowledge(unitOfWork, theCase);
      expect(await first.exited()).toBeNull();
      expect(await isDone()).toBe(false);

      startWorker();
      await minutesPass();
      await until('the mail is sent', isDone, 40_000);
      expect(mailServer.received.map(({ to }) => to)).toEqual([[theCase.focalPoint.email]]);
    },
    60_000,
  );

  it('when it may hand the message over, has its mail sent by another, once', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    mailServer = await new MailServer().start();
    const first = startWorker();
    mailServer.onDataBegins = () => {
      mailServer.onDataBegins = () => undefined;
      first.kill('SIGKILL');
    };
    await acknowledge(unitOfWork, theCase);
    expect(await first.exited()).toBeNull();
    startWorker();
    await minutesPass();
    await until('the mail is sent', isDone, 40_000);
    expect(mailServer.received.map(({ to }) => to)).toEqual([[theCase.focalPoint.email]]);
  }, 120_000);

  it('after the server took the message, has it sent once more under the same Message-ID: the one window there is', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    mailServer = await new MailServer().start();
    const first = startWorker();
    mailServer.onMessage = () => {
      if (mailServer.received.length === 0) first.kill('SIGKILL');
      return 'accept';
    };
    await acknowledge(unitOfWork, theCase);
    expect(await first.exited()).toBeNull();

    startWorker();
    await minutesPass();
    await until('the mail is sent', isDone, 40_000);
    expect(mailServer.received).toHaveLength(2);
    expect(new Set(mailServer.received.map((mail) => headerOf(mail, 'Message-ID'))).size).toBe(1);
  }, 60_000);

  it('but told to stop, finishes the mail it has, and ends well', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    mailServer = await new MailServer().start();
    const worker = startWorker();
    mailServer.onRecipient = () => {
      worker.kill('SIGTERM');
      return 'accept';
    };
    await acknowledge(unitOfWork, theCase);
    expect(await worker.exited()).toBe(0);
    expect(mailServer.received).toHaveLength(1);
    expect(await isDone()).toBe(true);
    expect(worker.log.join('\n')).not.toContain('Training of investigators');
  }, 60_000);

  it('ends by itself when the parent that holds its standard input is gone', async () => {
    mailServer = await new MailServer().start();
    const worker = startWorker();
    await until('it runs', () => worker.log.some((line) => line.includes('worker running')), 20_000);
    worker.closeStandardInput();
    expect(await worker.exited()).toBe(0);
  }, 60_000);
});
