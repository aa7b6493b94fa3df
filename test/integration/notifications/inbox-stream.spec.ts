import { createLogger, DataSource, PostgresSessions, readConfiguration } from '#libs/infrastructure';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { createApi } from '../../../apps/api/src/create-api.js';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { EventStream } from '../../support/event-stream.js';
import { aSession, newsTeller, type Tell } from '../../support/news.js';
import { signedIn } from '../../support/signed-in.js';
import { afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { aUnitOfWork } from '../../support/worker.js';

function countOf(stream: EventStream): number | undefined {
  return (stream.named('unread').at(-1)?.data as { unread: number } | undefined)?.unread;
}

function aFocalPoint({ focalPoint: { personId } }: ToldCase) {
  return { personId, displayName: 'x', language: 'en' as const, roles: [], isCleared: false };
}

describe('the inbox as a stream', () => {
  const database = aDatabase({ poolSize: 8 });
  const api = anApi(database);
  const neighbour = anApi(database);
  let tell: Tell;
  let theCase: ToldCase;
  let streams: EventStream[];
  const session = () => aSession(database.dataSource, theCase.focalPoint.personId);
  const follow = async (token: string, lastEventId?: string, at = api.app): Promise<EventStream> => {
    const { port } = at.getHttpServer().address() as AddressInfo;
    const stream = await EventStream.open(`http://127.0.0.1:${port}/api/v1/me/notifications/stream`, {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    });
    streams.push(stream);
    return stream;
  };

  beforeAll(async () => {
    await api.app.listen(0, '127.0.0.1');
    await neighbour.app.listen(0, '127.0.0.1');
  });
  beforeEach(async () => {
    await afresh(database.dataSource);
    theCase = await anAcknowledgedCase(database.dataSource);
    tell = newsTeller(database.dataSource, await aUnitOfWork(database.dataSource), theCase.caseId);
    streams = [];
  });
  afterEach(() => {
    for (const stream of streams) stream.close();
  });

  it('brings what comes as it comes, with the count, and takes nothing twice', async () => {
    const { token } = await session();
    const stream = await follow(token);
    await until('it is ready', () => stream.named('ready').length === 1);
    await tell('acknowledgement');
    await until('it has come', () => stream.named('notification').length === 1);
    await tell('accepted', 'held');
    await until('the others have come', () => stream.named('notification').length === 3);
    await until('the count is right', () => countOf(stream) === 3);
    expect(stream.named('notification').map(({ id, data }) => [id, (data as { event: string }).event])).toEqual([
      ['1', 'acknowledgement'],
      ['2', 'accepted'],
      ['3', 'held'],
    ]);
  });

  it('brings after a gap what was missed, and nothing else', async () => {
    const { token } = await session();
    await tell('acknowledgement', 'accepted', 'held');
    const stream = await follow(token, '1');
    await until('the missed ones have come', () => stream.named('notification').length === 2);
    expect(stream.named('notification').map(({ id }) => id)).toEqual(['2', '3']);
  });

  it('says so when more was missed than is sent in one go', async () => {
    const { token } = await session();
    await tell(...Array.from({ length: 101 }, () => 'held'));
    const stream = await follow(token, '0');
    await until('it is said', () => stream.named('missed').length === 1);
    expect(stream.named('notification')).toEqual([]);
    await tell('resumed');
    await until('it goes on from there', () => stream.named('notification').length === 1);
  }, 30_000);

  it('tells every window when something is read in one of them', async () => {
    const { token } = await session();
    await tell('acknowledgement');
    const windows = [await follow(token), await follow(token)];
    await until('both know the count', () => windows.every((window) => window.named('unread').length === 1));
    const ask = await signedIn(api, database, aFocalPoint(theCase));
    await ask('POST', '/me/notifications/read', { upTo: '1' });
    await until('both know that it is read', () =>
      windows.every((window) => (window.named('unread').at(-1)?.data as { unread: number }).unread === 0),
    );
  });

  it('ends with the session', async () => {
    const { id, token } = await session();
    const stream = await follow(token);
    await until('it is ready', () => stream.named('ready').length === 1);
    await new PostgresSessions(database.dataSource).revoke(theCase.focalPoint.personId, id);
    await until('it has ended', () => stream.ended);
    await tell('acknowledgement');
    expect(stream.named('notification')).toEqual([]);
    expect(stream.named('signed-out')).toHaveLength(1);
  });

  it('ends with the account', async () => {
    const { token } = await session();
    const stream = await follow(token);
    await until('it is ready', () => stream.named('ready').length === 1);
    await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [
      theCase.focalPoint.personId,
    ]);
    await until('it has ended', () => stream.ended);
  });

  it('takes back the count of what the reader may no longer see, as soon as the role ends', async () => {
    const { token } = await session();
    await tell('acknowledgement');
    const stream = await follow(token);
    await until('the count is there', () => countOf(stream) === 1);
    await database.dataSource.query('UPDATE role_assignments SET until_at = now() WHERE person_id = $1', [
      theCase.focalPoint.personId,
    ]);
    await until('it is gone', () => countOf(stream) === 0);
  });

  it('comes from whichever process the reader has reached', async () => {
    const { token } = await session();
    const windows = [await follow(token), await follow(token, undefined, neighbour.app)];
    await until('both are ready', () => windows.every((window) => window.named('ready').length === 1));
    await tell('acknowledgement');
    await until('both have it', () => windows.every((window) => window.named('notification').length === 1));
  });

  it('does not hold up the stop of a process', async () => {
    const configuration = readConfiguration({
      DATABASE_URL: database.url,
      QUEUE_BACKEND: 'postgres',
      SMTP_URL: 'smtp://localhost:1',
    });
    const leaving = await createApi(configuration, createLogger('api', 'silent'));
    await leaving.listen(0, '127.0.0.1');
    const dataSource = leaving.get(DataSource);
    await until('it has found its database', () => dataSource.isInitialized);
    const { token } = await session();
    const stream = await follow(token, undefined, leaving);
    await until('it is ready', () => stream.named('ready').length === 1);
    await leaving.close();
    await until('it has ended', () => stream.ended);
    expect(stream.named('signed-out')).toEqual([]);
  });

  it('needs a session', async () => {
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const stream = await EventStream.open(`http://127.0.0.1:${port}/api/v1/me/notifications/stream`, {});
    streams.push(stream);
    expect(stream.status).toBe(401);
  });
});
