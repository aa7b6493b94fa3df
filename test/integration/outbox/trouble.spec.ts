import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { UnitOfWork } from '#libs/domain';
import { rows } from '#libs/infrastructure';
import { aDatabase } from '../../support/database.js';
import { MailServer } from '../../support/mail-server.js';
import { describeOnBothQueues, type QueueServer } from '../../support/queue-servers.js';
import { afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { aConfiguration, aUnitOfWork, startWorker } from '../../support/worker.js';

describeOnBothQueues('a message in trouble', (serverOf) => {
  const database = aDatabase({ poolSize: 10 });
  let server: QueueServer;
  let unitOfWork: UnitOfWork;
  let mailServer: MailServer;
  let stops: (() => Promise<unknown>)[];

  const work = async (): Promise<void> => {
    const worker = await startWorker(
      aConfiguration({ databaseUrl: database.url, queue: server.choice, smtpUrl: mailServer.url }),
    );
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
});
