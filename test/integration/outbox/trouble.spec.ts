import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { UnitOfWork } from '#libs/domain';
import { rows } from '#libs/infrastructure';
import { aDatabase } from '../../support/database.js';
import { CuttableLine } from '../../support/cuttable-line.js';
import { headerOf, MailServer } from '../../support/mail-server.js';
import { describeOnBothQueues, type QueueServer } from '../../support/queue-servers.js';
import { afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { aConfiguration, aUnitOfWork, openQueue, type QueueChoice, startWorker } from '../../support/worker.js';
import { v7 as uuidv7 } from 'uuid';

describeOnBothQueues('a message in trouble', (serverOf) => {
  const database = aDatabase({ poolSize: 10 });
  let server: QueueServer;
  let unitOfWork: UnitOfWork;
  let mailServer: MailServer;
  let stops: (() => Promise<unknown>)[];

  const work = async (queue: QueueChoice = server.choice): Promise<void> => {
    const worker = await startWorker(aConfiguration({ databaseUrl: database.url, queue, smtpUrl: mailServer.url }));
    stops.push(() => worker.stop());
  };
  const tellOf = async (...cases: readonly ToldCase[]): Promise<void> => {
    await unitOfWork.run(async ({ outbox }) => {
      for (const { caseId } of cases)
        outbox.append('case.notify', { caseId, sequence: 1, template: 'accepted', to: ['focal-point'] }, caseId);
    });
  };
  const sentTo = (): readonly string[] => mailServer.received.flatMap(({ to }) => to);

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

  it('comes back to a server that puts unknown senders off (greylisting), and arrives once', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    let putOff = 0;
    mailServer.onRecipient = () => ((putOff += 1) <= 2 ? { code: 450 } : 'accept');
    await work();
    await tellOf(theCase);
    await until('the mail has come', () => mailServer.received.length > 0, 20_000);
    expect(sentTo()).toEqual([theCase.focalPoint.email]);
    expect(putOff).toBe(3);
  }, 30_000);

  it('is given up in sight when the server refuses it for good, and holds up no other', async () => {
    const refused = await anAcknowledgedCase(database.dataSource);
    const taken = await anAcknowledgedCase(database.dataSource, { state: 'PER' });
    mailServer.onRecipient = (address) => (address === refused.focalPoint.email ? { code: 550 } : 'accept');
    await work();
    await tellOf(refused, taken);
    await until('the other mail has come', () => mailServer.received.length > 0);
    expect(sentTo()).toEqual([taken.focalPoint.email]);
    await until('the first is given up', async () => {
      const [givenUp] = await rows<{ cause: string }>(
        database.dataSource,
        'SELECT last_error AS cause FROM outbox_messages WHERE given_up_at IS NOT NULL',
      );
      return givenUp?.cause === 'mail.refused';
    });
  });

  it('does not wait behind one that the server is silent about', async () => {
    const unanswered = await anAcknowledgedCase(database.dataSource);
    const taken = await anAcknowledgedCase(database.dataSource, { state: 'PER' });
    mailServer.onRecipient = (address) => (address === unanswered.focalPoint.email ? 'silence' : 'accept');
    await work();
    await tellOf(unanswered);
    await until('the server has been asked', () => mailServer.attempts > 0);
    await tellOf(taken);
    await until('the other mail has come', () => mailServer.received.length > 0);
    expect(sentTo()).toEqual([taken.focalPoint.email]);
  });

  it('arrives once at a server that takes its time', async () => {
    const cases = [];
    for (const state of ['KEN', 'PER', 'FJI', 'NPL', 'BEN']) {
      cases.push(await anAcknowledgedCase(database.dataSource, { state }));
    }
    const answers: (() => void)[] = [];
    await mailServer.stop();
    mailServer = await new MailServer({
      onMailFrom: (_address, _session, done) => void answers.push(() => done()),
    }).start();
    stops = [() => mailServer.stop()];
    await work();
    await tellOf(...cases);
    await until('it keeps several waiting', () => answers.length >= 4);
    const answering = setInterval(() => answers.splice(0).forEach((answer) => answer()), 20);
    stops.push(() => Promise.resolve(clearInterval(answering)));
    await until('all have come', () => mailServer.received.length === cases.length);
    expect([...sentTo()].sort()).toEqual(cases.map(({ focalPoint }) => focalPoint.email).sort());
  });

  it('carries no header and no paragraph that a name or a title brought along', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource, {
      title: 'Help\r\nBcc: everybody@example.org\r\n\r\nPay to this account',
    });
    await database.dataSource.query('UPDATE people SET display_name = $2 WHERE id = $1', [
      theCase.focalPoint.personId,
      'Eve"\r\nX-Injected: yes\r\nCc: <all@example.org>',
    ]);
    await work();
    await tellOf(theCase);
    const mail = await until('the mail has come', () => mailServer.received[0]);
    expect(mail.to).toEqual([theCase.focalPoint.email]);
    for (const name of ['X-Injected', 'Bcc', 'Cc']) expect(headerOf(mail, name)).toBeUndefined();
    expect(mail.source).not.toMatch(/^Pay to this account/m);
    expect(headerOf(mail, 'Subject')).toContain(theCase.reference);
  });

  it('does not wait behind one that breaks whoever touches it, which operators see failing', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    await database.dataSource.query(
      `INSERT INTO outbox_messages (id, topic, payload) VALUES ($1, 'case.notify', '{"caseId":"no-id","sequence":1,"template":"accepted","to":[]}'),
                                                              ($2, 'mail.send', '{"notificationId":"no-id"}')`,
      [uuidv7(), uuidv7()],
    );
    await work();
    await tellOf(theCase);
    await until('the other mail has come', () => mailServer.received.length > 0);
    expect(sentTo()).toEqual([theCase.focalPoint.email]);
    const failing = await until('both have failed in sight', async () => {
      const found = await rows<{ topic: string; cause: string }>(
        database.dataSource,
        'SELECT topic, last_error AS cause FROM outbox_messages WHERE done_at IS NULL AND last_error IS NOT NULL ORDER BY topic',
      );
      return found.length === 2 ? found : undefined;
    });
    expect(failing).toEqual([
      { topic: 'case.notify', cause: 'database.22P02' },
      { topic: 'mail.send', cause: 'database.22P02' },
    ]);
  });

  it('does not wait behind one that only another build can deal with, which stays for that', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    await database.dataSource.query(
      `INSERT INTO outbox_messages (id, topic, payload, send_after) VALUES ($1, 'telegram.send', '{}', now() - interval '1 hour')`,
      [uuidv7()],
    );
    await work();
    await tellOf(theCase);
    await until('the other mail has come', () => mailServer.received.length > 0);
    expect(
      await rows(
        database.dataSource,
        `SELECT sent_at AS "sentAt", given_up_at AS "givenUpAt" FROM outbox_messages WHERE topic = 'telegram.send'`,
      ),
    ).toEqual([{ sentAt: null, givenUpAt: null }]);
  });

  it('arrives once though the queue is lost with all it held, under a worker at work', async () => {
    const line = await CuttableLine.to(server.choice.url);
    stops.push(() => line.close());
    const cases = [];
    for (const state of ['KEN', 'PER', 'FJI', 'NPL', 'BEN']) {
      cases.push(await anAcknowledgedCase(database.dataSource, { state }));
    }
    mailServer.onRecipient = () => ({ code: 451 });
    await work({ ...server.choice, url: line.through(server.choice.url) });
    await tellOf(...cases);
    await until('all have been tried', () => mailServer.attempts >= cases.length);
    line.cut();
    await server.flush();
    mailServer.onRecipient = () => 'accept';
    line.mend();
    // The sweeper looks half a minute after handing over; for it that time has passed.
    await database.dataSource.query('UPDATE outbox_messages SET check_after = now() WHERE check_after IS NOT NULL');
    await until('all have come', () => mailServer.received.length >= cases.length, 120_000);
    const queue = openQueue(server.choice);
    await until('nothing is on its way', async () => (await queue.depth('mail')).active === 0);
    await queue.close();
    expect([...sentTo()].sort()).toEqual(cases.map(({ focalPoint }) => focalPoint.email).sort());
  }, 150_000);
});
