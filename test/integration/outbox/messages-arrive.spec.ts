import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { UnitOfWork } from '#libs/domain';
import { migrate, rows } from '#libs/infrastructure';
import { asOwner, asOwnerOf } from '../../support/as-owner.js';
import { CuttableLine } from '../../support/cuttable-line.js';
import { aDatabase } from '../../support/database.js';
import { headerOf, MailServer } from '../../support/mail-server.js';
import { describeOnBothQueues, type QueueServer } from '../../support/queue-servers.js';
import { acknowledge, afresh, anAcknowledgedCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { aConfiguration, aUnitOfWork, openQueue, type QueueChoice, startWorker } from '../../support/worker.js';

describeOnBothQueues('what a commit leaves behind', (serverOf) => {
  const database = aDatabase({ poolSize: 10 });
  let server: QueueServer;
  let unitOfWork: UnitOfWork;
  let mailServer: MailServer;
  let stops: (() => Promise<unknown>)[];

  const work = async (queue: QueueChoice = server.choice): Promise<void> => {
    const worker = await startWorker(aConfiguration({ databaseUrl: database.url, queue, smtpUrl: mailServer.url }));
    stops.push(() => worker.stop());
  };
  const outbox = () =>
    rows<{ topic: string; try: number; sent: boolean; done: boolean; givenUp: boolean; lastError: string | null }>(
      database.dataSource,
      `SELECT topic, try, sent_at IS NOT NULL AS sent, done_at IS NOT NULL AS done, given_up_at IS NOT NULL AS "givenUp", last_error AS "lastError"
         FROM outbox_messages ORDER BY created_at, id`,
    );
  const allDone = async () => {
    const messages = await outbox();
    return messages.length > 0 && messages.every(({ done }) => done);
  };

  beforeEach(async () => {
    server = serverOf(database.url);
    await server.flush();
    await afresh(database.dataSource);
    unitOfWork = await aUnitOfWork(database.dataSource);
    mailServer = await new MailServer().start();
    stops = [() => mailServer.stop()];
  });
  afterEach(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it('reaches the focal point by mail, and not the officer who acted', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    await work();
    await acknowledge(unitOfWork, theCase);
    await until('the mail has come', () => mailServer.received.length > 0);
    await until('all is done', allDone);
    expect(mailServer.received.map(({ to }) => to)).toEqual([[theCase.focalPoint.email]]);
    const [mail] = mailServer.received;
    expect(mail && headerOf(mail, 'Subject')).toContain(theCase.reference);
    expect(mail && headerOf(mail, 'In-Reply-To')).toBe(`<case.${theCase.caseId}@upon-request.example>`);
  });

  it('does not leave at all when the change is rolled back', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    await expect(
      unitOfWork.run(async ({ outbox: leaving }) => {
        leaving.append('case.notify', {
          caseId: theCase.caseId,
          sequence: 1,
          template: 'acknowledgement',
          to: ['focal-point'],
        });
        throw new Error('the change failed after all');
      }),
    ).rejects.toThrow('failed after all');
    expect(await outbox()).toEqual([]);
  });

  it('waits in the database while the queue is away, and leaves by itself when it is back', async () => {
    const line = await CuttableLine.to(server.choice.url);
    stops.push(() => line.close());
    line.cut();
    const theCase = await anAcknowledgedCase(database.dataSource);
    await work({ ...server.choice, url: line.through(server.choice.url) });
    await acknowledge(unitOfWork, theCase);
    expect((await outbox())[0]).toMatchObject({ sent: false, done: false });
    line.mend();
    await until('the mail has come', () => mailServer.received.length > 0, 20_000);
  }, 30_000);

  it('is sent anew when the queue has forgotten it', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    await acknowledge(unitOfWork, theCase);
    await carryAndForget();
    expect((await outbox())[0]).toMatchObject({ sent: true, done: false, try: 0 });
    await work();
    await until('the mail has come', () => mailServer.received.length > 0, 20_000);
    await until('all is done', allDone);
    expect((await outbox())[0]).toMatchObject({ try: 1 });
    expect(mailServer.received).toHaveLength(1);
  }, 30_000);

  it('is not held up by a message that cannot be dealt with, which is given up in sight', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    await work();
    await acknowledge(unitOfWork, theCase, 'a-letter-nobody-wrote');
    await acknowledge(unitOfWork, theCase);
    await until('the mail has come', () => mailServer.received.length > 0);
    const [poison] = await until('it is given up', async () => {
      const messages = await outbox();
      return messages[0]?.givenUp ? messages : undefined;
    });
    expect(poison).toMatchObject({ givenUp: true, done: false, lastError: 'notification.unknown_event' });
  });

  it('survives a worker that starts before its database has the schema of the queue', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    await asOwner(database.dataSource, 'DROP SCHEMA bullmq CASCADE');
    await work();
    await asOwnerOf(database, migrate);
    await acknowledge(unitOfWork, theCase);
    await until('the mail has come', () => mailServer.received.length > 0);
  });

  /** A relay that hands over, and a queue that is flushed before anybody works. */
  async function carryAndForget(): Promise<void> {
    const { Relay } = await import('#libs/infrastructure');
    const queue = openQueue(server.choice);
    await new Relay(database.dataSource, queue).carryBatch();
    await queue.close();
    await server.flush();
    // The sweeper looks half a minute after handing over; for it that time has passed.
    await database.dataSource.query(`UPDATE outbox_messages SET check_after = now() - interval '1 second'`);
  }
});
