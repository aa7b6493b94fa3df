import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { UnitOfWork } from '#libs/domain';
import { InboxDesk, rows } from '#libs/infrastructure';
import { aDatabase } from '../../support/database.js';
import { headerOf, MailServer } from '../../support/mail-server.js';
import { aPerson } from '../../support/people.js';
import { acknowledge, afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { aConfiguration, aUnitOfWork, openQueue, startWorker } from '../../support/worker.js';

describe('how people are told', () => {
  const database = aDatabase({ poolSize: 10 });
  let unitOfWork: UnitOfWork;
  let mailServer: MailServer;
  let stops: (() => Promise<unknown>)[];

  const work = async (): Promise<void> => {
    const worker = await startWorker(
      aConfiguration({
        databaseUrl: database.url,
        queue: { backend: 'postgres', url: database.url },
        smtpUrl: mailServer.url,
      }),
    );
    stops.push(() => worker.stop());
  };
  const tell = (theCase: ToldCase, ...events: readonly string[]): Promise<void> =>
    unitOfWork.run(async ({ outbox }) => {
      for (const template of events)
        outbox.append(
          'case.notify',
          { caseId: theCase.caseId, sequence: 1, template, to: ['focal-point'] },
          theCase.caseId,
        );
    });
  const prefer = (personId: string, event: string, inbox: boolean, mail: string): Promise<unknown> =>
    database.dataSource.query(
      'INSERT INTO notification_preferences (person_id, event, inbox, mail) VALUES ($1, $2, $3, $4)',
      [personId, event, inbox, mail],
    );
  const told = (
    personId: string,
  ): Promise<{ channel: string; event: string; status: string; cause: string | null }[]> =>
    rows(
      database.dataSource,
      'SELECT channel, template AS event, status, cause FROM notifications WHERE person_id = $1 ORDER BY channel, template',
      [personId],
    );
  const unread = async (personId: string): Promise<number> => {
    const desk = new InboxDesk(database.dataSource);
    const reader = await desk.actor(personId);
    return reader ? desk.unread(reader) : 0;
  };
  const allDone = async (): Promise<boolean> => {
    const [answer] = await rows<{ done: boolean }>(
      database.dataSource,
      'SELECT count(*) > 0 AND bool_and(done_at IS NOT NULL) AS done FROM outbox_messages WHERE send_after <= now()',
    );
    return answer?.done ?? false;
  };

  beforeEach(async () => {
    await afresh(database.dataSource);
    unitOfWork = await aUnitOfWork(database.dataSource);
    mailServer = await new MailServer().start();
    stops = [() => mailServer.stop()];
  });
  afterEach(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it('is in the inbox and by mail, in the reader’s language', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource, { language: 'fr' });
    await work();
    await acknowledge(unitOfWork, theCase);
    await until('all is done', allDone);
    expect(await told(theCase.focalPoint.personId)).toMatchObject([
      { channel: 'inbox', event: 'acknowledgement', status: 'sent' },
      { channel: 'mail', event: 'acknowledgement', status: 'sent' },
    ]);
    expect(await unread(theCase.focalPoint.personId)).toBe(1);
    expect(mailServer.received[0] && headerOf(mailServer.received[0], 'Content-Language')).toBe('fr');
  });

  it('is not less than the floor: who has to act is told, whatever they prefer', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    const { personId } = theCase.focalPoint;
    await prefer(personId, 'information-requested', false, 'never');
    await prefer(personId, 'progress-noted', false, 'never');
    await work();
    await tell(theCase, 'progress-noted', 'information-requested');
    await until('all is done', allDone);
    expect((await told(personId)).map(({ channel, event }) => [channel, event])).toEqual([
      ['inbox', 'information-requested'],
      ['mail', 'information-requested'],
    ]);
  });

  it('is one mail for a burst, and the next one waits for what else comes', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    await tell(theCase, 'accepted', 'plan-agreed', 'held');
    await work();
    await until('all is done', allDone);
    const count = mailServer.received.length;
    const [mail] = mailServer.received;
    expect(count).toBeLessThan(3);
    await tell(theCase, 'suspended');
    await until('it has been seen', async () =>
      (await told(theCase.focalPoint.personId)).some(({ event }) => event === 'suspended'),
    );
    await until('all that may be sent is done', allDone);
    expect(mailServer.received).toHaveLength(count);
    const [waiting] = await rows<{ seconds: number }>(
      database.dataSource,
      'SELECT extract(epoch FROM send_after - now())::int AS seconds FROM outbox_messages WHERE done_at IS NULL',
    );
    expect(waiting?.seconds).toBeGreaterThan(30);
    expect(waiting?.seconds).toBeLessThanOrEqual(60);
    expect(mail && headerOf(mail, 'Subject')).toContain(theCase.reference);
  });

  it('takes back what nobody needs to do any more, from the inbox and from mail that has not left', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    const { personId } = theCase.focalPoint;
    mailServer.onRecipient = () => ({ code: 451 });
    await work();
    await tell(theCase, 'information-requested');
    await until('a mail has been tried', () => mailServer.attempts > 0);
    await until('it is put back', async () => {
      const [mail] = await rows(
        database.dataSource,
        `SELECT 1 FROM notifications WHERE channel = 'mail' AND leased_until IS NULL`,
      );
      return mail !== undefined;
    });
    await database.dataSource.query(`UPDATE cases SET state = 'another' WHERE id = $1`, [theCase.caseId]);
    await tell(theCase, 'accepted');
    await until(
      'it is taken back',
      async () => (await told(personId)).filter(({ status }) => status === 'withdrawn').length === 2,
    );
    expect(
      (await told(personId)).filter(({ event }) => event === 'information-requested').map(({ cause }) => cause),
    ).toEqual(['state.passed', 'state.passed']);
    expect(await unread(personId)).toBe(1);
  });

  it('is not at all when the reader may no longer see the case by the time the mail is written', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    const { personId } = theCase.focalPoint;
    mailServer.onRecipient = () => ({ code: 451 });
    await work();
    await tell(theCase, 'accepted');
    await until('a mail has been tried', () => mailServer.attempts > 0);
    await database.dataSource.query(`UPDATE role_assignments SET until_at = now() WHERE person_id = $1`, [personId]);
    mailServer.onRecipient = () => 'accept';
    await until('it is withdrawn', async () =>
      (await told(personId)).some(({ channel, cause }) => channel === 'mail' && cause === 'access.lost'),
    );
    expect(mailServer.received).toEqual([]);
  });

  it('says of a restricted case only that there is news', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource, {
      sensitivity: 'confidential',
      title: 'Kidnapping of a witness',
    });
    await work();
    await tell(theCase, 'accepted');
    await until('the mail has come', () => mailServer.received.length > 0);
    const source = mailServer.received[0]?.source ?? '';
    expect(source).toContain(theCase.reference);
    expect(Buffer.from(source).toString()).not.toMatch(/Kidnapping|accepted/);
  });

  it('is gathered once a day for whoever prefers so, in one mail about all cases', async () => {
    const first = await anAcknowledgedCase(database.dataSource, { state: 'QAA', title: 'First need' });
    const second = await anAcknowledgedCase(database.dataSource, { state: 'QBB', title: 'Second need' });
    const reader = await aPerson(database.dataSource, { roles: ['focal-point@QAA', 'focal-point@QBB'] });
    await prefer(reader.personId, 'held', true, 'daily');
    await work();
    await tell(first, 'held');
    await tell(second, 'held');
    await until('all is done', allDone);
    expect(mailServer.received.filter(({ to }) => to.includes(reader.email))).toEqual([]);

    await database.dataSource.query('UPDATE notifications SET digest_after = now() WHERE person_id = $1', [
      reader.personId,
    ]);
    // Its turn comes every minute; here it is called up at once.
    const queue = openQueue({ backend: 'postgres', url: database.url });
    stops.push(() => queue.close());
    await queue.add('upkeep', [{ name: 'digest-sweep', id: 'now', data: {} }]);
    const digest = await until('the digest has come', () =>
      mailServer.received.find(({ to }) => to.includes(reader.email)),
    );
    expect(headerOf(digest, 'Subject')).toBe('News on 2 cases');
    expect(digest.source).toContain('First need');
    expect(digest.source).toContain('Second need');
  });

  it('leaves digests at seven in the morning of the reader’s zone', async () => {
    const theCase = await anAcknowledgedCase(database.dataSource);
    const { personId } = theCase.focalPoint;
    for (const [zone, event, pace] of [
      ['Asia/Kathmandu', 'held', 'daily'],
      ['America/New_York', 'resumed', 'weekly'],
    ] as const) {
      await database.dataSource.query('UPDATE people SET time_zone = $2 WHERE id = $1', [personId, zone]);
      await prefer(personId, event, true, pace);
      await work();
      await tell(theCase, event);
      await until('it is told', async () =>
        (await told(personId)).some((each) => each.event === event && each.channel === 'mail'),
      );
      const [mail] = await rows<{ local: string; day: number; ahead: boolean }>(
        database.dataSource,
        `SELECT to_char(digest_after AT TIME ZONE $2, 'HH24:MI') AS local, extract(isodow FROM digest_after AT TIME ZONE $2)::int AS day,
                digest_after > now() AS ahead FROM notifications WHERE person_id = $1 AND template = $3 AND channel = 'mail'`,
        [personId, zone, event],
      );
      expect(mail).toMatchObject({ local: '07:00', ahead: true, ...(pace === 'weekly' ? { day: 1 } : {}) });
    }
  });
});
