import { beforeEach, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { newsTeller, type Tell } from '../../support/news.js';
import { signedIn } from '../../support/signed-in.js';
import { afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { aUnitOfWork } from '../../support/worker.js';

interface Inbox {
  readonly unread: number;
  readonly nextBefore: string | null;
  readonly items: readonly {
    readonly id: string;
    readonly position: string;
    readonly event: string;
    readonly words: string;
    readonly readAt: string | null;
  }[];
}

describe('the inbox over HTTP', () => {
  const database = aDatabase({ poolSize: 8 });
  const api = anApi(database);
  let tell: Tell;
  let theCase: ToldCase;
  let ask: Awaited<ReturnType<typeof signedIn>>;

  const inbox = async (query = ''): Promise<Inbox> => (await ask('GET', `/me/notifications${query}`)).json<Inbox>();
  const focalPoint = () => ({
    personId: theCase.focalPoint.personId,
    displayName: 'x',
    language: 'en' as const,
    roles: [],
    isCleared: false,
  });
  beforeEach(async () => {
    await afresh(database.dataSource);
    const unitOfWork = await aUnitOfWork(database.dataSource);
    theCase = await anAcknowledgedCase(database.dataSource);
    tell = newsTeller(database.dataSource, unitOfWork, theCase.caseId);
    ask = await signedIn(api, database, focalPoint());
  });

  it('lists the newest first in the reader’s language, and counts what is unread', async () => {
    await tell('acknowledgement', 'accepted');
    const answer = await ask('GET', '/me/notifications', undefined, { headers: { 'accept-language': 'es' } });
    expect(answer.statusCode).toBe(200);
    const { items, unread } = answer.json<Inbox>();
    expect(unread).toBe(2);
    expect(items.map(({ event, words }) => [event, words])).toEqual([
      ['accepted', 'La solicitud se ha aceptado'],
      ['acknowledgement', 'Su solicitud se ha recibido y registrado'],
    ]);
  });

  it('pages without losing or repeating an entry', async () => {
    await tell('acknowledgement', 'accepted', 'held', 'resumed', 'suspended');
    const seen: string[] = [];
    let query = '?limit=2';
    for (let page = await inbox(query); ; page = await inbox(query)) {
      seen.push(...page.items.map(({ event }) => event));
      if (page.nextBefore === null) break;
      query = `?limit=2&before=${page.nextBefore}`;
    }
    expect(seen).toEqual(['suspended', 'resumed', 'held', 'accepted', 'acknowledgement']);
  });

  it('forgets the count of what was read, one by one or up to where one has looked', async () => {
    await tell('acknowledgement', 'accepted', 'held');
    const { items } = await inbox();
    const read = await ask('PUT', `/me/notifications/${items[0]?.id ?? ''}/read`);
    expect(read.json()).toEqual({ unread: 2 });
    await tell('resumed');
    expect((await ask('POST', '/me/notifications/read', { upTo: items[0]?.position })).json()).toEqual({ unread: 1 });
    expect((await inbox('?unread=true')).items.map(({ event }) => event)).toEqual(['resumed']);
  });

  it('knows nothing of other people’s notifications', async () => {
    await tell('acknowledgement');
    const [entry] = (await inbox()).items;
    const other = await signedIn(api, database, { ...focalPoint(), personId: theCase.intakeOfficer.personId });
    const answer = await other('PUT', `/me/notifications/${entry?.id ?? ''}/read`);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'notification.not_found']);
    expect((await ask('PUT', '/me/notifications/no-id/read')).statusCode).toBe(404);
    expect((await other('GET', '/me/notifications')).json()).toMatchObject({ items: [], unread: 0 });
  });

  it('loses entry and count of a case the reader may no longer see', async () => {
    await tell('acknowledgement');
    await database.dataSource.query('UPDATE role_assignments SET until_at = now() WHERE person_id = $1', [
      theCase.focalPoint.personId,
    ]);
    expect(await inbox()).toMatchObject({ items: [], unread: 0 });
  });

  it('marks as read only what the reader may see', async () => {
    await tell('acknowledgement');
    const roles = (until: string) =>
      database.dataSource.query(`UPDATE role_assignments SET until_at = ${until} WHERE person_id = $1`, [
        theCase.focalPoint.personId,
      ]);
    await roles('now()');
    await ask('POST', '/me/notifications/read', { upTo: '99' });
    await roles('NULL');
    expect(await inbox()).toMatchObject({ unread: 1 });
  });

  it('refuses what it does not know', async () => {
    for (const query of ['?before=x', '?limit=0', '?colour=red', '?before=-1']) {
      expect((await ask('GET', `/me/notifications${query}`)).statusCode).toBe(422);
    }
    expect((await ask('POST', '/me/notifications/read', { upTo: 7 })).statusCode).toBe(422);
  });

  describe('and how one is told', () => {
    it('can be chosen, as far as the floor allows, and taken back', async () => {
      const change = await ask('PUT', '/me/notification-preferences/plan-sent', { inbox: false, mail: 'never' });
      expect(change.json()).toMatchObject({
        inbox: true,
        mail: 'at-once',
        floor: { inbox: true, mail: true },
        isChosen: true,
      });
      expect(
        (await ask('PUT', '/me/notification-preferences/progress-noted', { inbox: false, mail: 'weekly' })).json(),
      ).toMatchObject({
        inbox: false,
        mail: 'weekly',
      });
      const { items } = (await ask('GET', '/me/notification-preferences')).json<{
        items: { event: string; isChosen: boolean }[];
      }>();
      expect(items.filter(({ isChosen }) => isChosen).map(({ event }) => event)).toEqual([
        'plan-sent',
        'progress-noted',
      ]);
      expect((await ask('DELETE', '/me/notification-preferences/progress-noted')).json()).toMatchObject({
        mail: 'daily',
        isChosen: false,
      });
    });

    it('is refused for an event there is not, and in words there are not', async () => {
      const unknown = await ask('PUT', '/me/notification-preferences/toString', { inbox: true, mail: 'daily' });
      expect([unknown.statusCode, unknown.json<{ code: string }>().code]).toEqual([422, 'notification.unknown_event']);
      for (const body of [
        { inbox: 'yes', mail: 'daily' },
        { inbox: true, mail: 'hourly' },
        { inbox: true, mail: 'daily', sms: true },
      ]) {
        expect((await ask('PUT', '/me/notification-preferences/held', body)).statusCode).toBe(422);
      }
    });
  });
});
