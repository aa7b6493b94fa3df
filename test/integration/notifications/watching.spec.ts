import type { Actor } from '#libs/domain';
import { rows } from '#libs/infrastructure';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { newsTeller, type Tell } from '../../support/news.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { aUnitOfWork } from '../../support/worker.js';

describe('watching a case', () => {
  const database = aDatabase({ poolSize: 8 });
  const api = anApi(database);
  let theCase: ToldCase;
  let manager: Actor;
  let tell: Tell;
  let ask: Awaited<ReturnType<typeof signedIn>>;

  const toldTo = (personId: string): Promise<{ event: string; channel: string }[]> =>
    rows(
      database.dataSource,
      'SELECT template AS event, channel FROM notifications WHERE person_id = $1 ORDER BY channel, template',
      [personId],
    );

  beforeEach(async () => {
    await afresh(database.dataSource);
    theCase = await anAcknowledgedCase(database.dataSource);
    manager = await aPerson(database.dataSource, { roles: ['hq-manager'] });
    ask = await signedIn(api, database, manager);
    tell = newsTeller(database.dataSource, await aUnitOfWork(database.dataSource), theCase.caseId);
  });

  it('tells of what happens on it, like those whose turn it is, and no longer once it is over', async () => {
    expect((await ask('PUT', `/me/watched-cases/${theCase.caseId}`)).statusCode).toBe(204);
    expect((await ask('PUT', `/me/watched-cases/${theCase.caseId}`)).statusCode).toBe(204);
    expect((await ask('GET', '/me/watched-cases')).json()).toMatchObject({
      items: [{ id: theCase.caseId, reference: theCase.reference, title: 'Training of investigators' }],
    });
    await tell('accepted');
    expect(await toldTo(manager.personId)).toEqual([
      { event: 'accepted', channel: 'inbox' },
      { event: 'accepted', channel: 'mail' },
    ]);
    expect((await ask('DELETE', `/me/watched-cases/${theCase.caseId}`)).statusCode).toBe(204);
    await tell('held');
    expect(await toldTo(manager.personId)).toHaveLength(2);
    expect((await ask('GET', '/me/watched-cases')).json()).toEqual({ items: [] });
  });

  it('is for those who may see it: for others it does not exist', async () => {
    const stranger = await aPerson(database.dataSource, { roles: ['focal-point@PER'] });
    const other = await signedIn(api, database, stranger);
    const answer = await other('PUT', `/me/watched-cases/${theCase.caseId}`);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'case.not_found']);
    await tell('accepted');
    expect(await toldTo(stranger.personId)).toEqual([]);
  });

  it('never tells beyond access, whatever was watched before', async () => {
    await ask('PUT', `/me/watched-cases/${theCase.caseId}`);
    await database.dataSource.query(`UPDATE cases SET sensitivity = 'strictly-confidential' WHERE id = $1`, [
      theCase.caseId,
    ]);
    await tell('accepted');
    expect(await toldTo(manager.personId)).toEqual([]);
    expect((await ask('GET', '/me/watched-cases')).json()).toEqual({ items: [] });
  });
});
