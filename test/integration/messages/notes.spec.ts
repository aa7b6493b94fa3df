import { loadReferenceData, rows } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { toldAbout } from '../../support/told-people.js';

describe('the internal notes on a case', () => {
  const database = aDatabase({ poolSize: 10 });
  const api = anApi(database);
  let staff: Staff;
  let caseOfficer: Staff['officeHead'];
  let mission: Staff['officeHead'];
  let caseId: string;

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    staff = await aStaff(api, database);
    caseOfficer = await signedIn(api, database, staff.caseOfficer);
    mission = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['permanent-mission@KEN'] }));
    ({ caseId } = await aCaseAtTheOffice(staff));
    await act(staff.officeHead, caseId, 'name-case-officer', { officer: staff.caseOfficer.personId });
  }, 60_000);

  const note = (ask: Staff['officeHead'], text: string, more: object = {}) =>
    ask('POST', `/cases/${caseId}/notes`, { text, ...more });
  const countOf = async (table: string): Promise<number> =>
    (await rows<{ count: number }>(database.dataSource, `SELECT count(*)::int AS count FROM ${table}`))[0]?.count ?? -1;

  it('are read by staff and by headquarters, newest first', async () => {
    const manager = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['hq-manager'] }));
    await note(caseOfficer, 'The ministry has changed its mind before.');
    const written = await note(staff.officeHead, 'Let us wait for the budget.');
    expect(written.statusCode).toBe(201);
    for (const reader of [caseOfficer, manager]) {
      const { items } = (await reader('GET', `/cases/${caseId}/notes`)).json<{ items: object[] }>();
      expect(items).toMatchObject([
        { id: written.json<{ id: string }>().id, text: 'Let us wait for the budget.' },
        { text: 'The ministry has changed its mind before.', authorRole: 'case-officer' },
      ]);
    }
    const page = await caseOfficer('GET', `/cases/${caseId}/notes?limit=1`);
    const next = /^<\/api\/v1([^>]+)>/.exec(String(page.headers['link']))?.[1] ?? '';
    expect((await caseOfficer('GET', next)).json()).toMatchObject({
      items: [{ authorRole: 'case-officer' }],
      nextBefore: null,
    });
  });

  it('do not exist for the State: no address, no entry, no trace of one', async () => {
    const history = async (): Promise<string> => (await staff.focalPoint('GET', `/cases/${caseId}/history`)).body;
    const traces = async (ask: Staff['focalPoint']): Promise<unknown> => [
      (await ask('GET', `/cases/${caseId}`)).headers['etag'],
      (await ask('GET', `/cases/${caseId}/messages`)).body,
      (await ask('GET', `/cases/${caseId}/history`)).body,
      (await ask('GET', `/cases/${caseId}/transitions`)).body,
      (await ask('GET', '/cases')).body,
    ];
    for (const ask of [staff.focalPoint, mission]) {
      const before = await traces(ask);
      const secret = await note(caseOfficer, 'A secret of the house', { mentions: [await idOf(staff.officeHead)] });
      expect(secret.statusCode).toBe(201);
      expect(await traces(ask)).toEqual(before);
      expect(await history()).not.toMatch(/note|secret/i);
      for (const answer of [await ask('GET', `/cases/${caseId}/notes`), await note(ask, 'Let me in')]) {
        const { instance: _instance, requestId: _id, ...problem } = answer.json<Record<string, unknown>>();
        const absent = (await ask('GET', `/cases/${uuidv7()}/notes`)).json<Record<string, unknown>>();
        const { instance: _other, requestId: _otherId, ...same } = absent;
        expect([answer.statusCode, problem]).toEqual([404, same]);
      }
    }
  });

  it('do not exist for whoever holds a role of the State beside one of an office', async () => {
    const both = await aPerson(database.dataSource, { roles: ['focal-point@KEN', 'case-officer@ROEA', 'hq-manager'] });
    const asks = await signedIn(api, database, both);
    expect((await asks('GET', `/cases/${caseId}`)).statusCode).toBe(200);
    expect((await asks('GET', `/cases/${caseId}/notes`)).statusCode).toBe(404);
    expect((await note(asks, 'From both sides')).statusCode).toBe(404);
    expect((await note(caseOfficer, 'Look', { mentions: [both.personId] })).statusCode).toBe(422);
  });

  it('address staff by name, who alone are told; nobody of the State can be addressed', async () => {
    await database.dataSource.query('DELETE FROM outbox_messages; DELETE FROM notifications');
    const focalPoint = await idOf(staff.focalPoint);
    const refused = await note(caseOfficer, 'Psst', { mentions: [focalPoint] });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { code: 'messages.mention_not_possible', errors: [{ pointer: '/mentions/0' }] },
    ]);
    const head = await idOf(staff.officeHead);
    expect((await note(caseOfficer, 'Please look', { mentions: [head] })).statusCode).toBe(201);
    expect(await toldAbout(database.dataSource, caseId)).toEqual([`${head} mentioned-in-note`]);
  });

  it('are not told to somebody who has come to be of the State meanwhile', async () => {
    await database.dataSource.query('DELETE FROM outbox_messages; DELETE FROM notifications');
    const officer = await aPerson(database.dataSource, { roles: ['triage-officer@ROEA'] });
    await note(caseOfficer, 'Please look', { mentions: [officer.personId] });
    await database.dataSource.query(
      `INSERT INTO role_assignments (id, person_id, role, state_code) VALUES ($1, $2, 'focal-point', 'KEN')`,
      [uuidv7(), officer.personId],
    );
    expect(await toldAbout(database.dataSource, caseId)).toEqual([]);
  });

  it('are in the audit by their ids only, and written once for a call that is repeated', async () => {
    const headers = { 'idempotency-key': 'the-same-note' };
    const before = await countOf('case_notes');
    const first = await caseOfficer('POST', `/cases/${caseId}/notes`, { text: 'Once only' }, { headers });
    const second = await caseOfficer('POST', `/cases/${caseId}/notes`, { text: 'Once only' }, { headers });
    expect([second.statusCode, second.body]).toEqual([201, first.body]);
    expect(await countOf('case_notes')).toBe(before + 1);
    const [record] = await rows<{ actor: string; detail: object }>(
      database.dataSource,
      `SELECT actor_id AS actor, detail FROM audit_records WHERE kind = 'note-written' AND subject_id = $1 ORDER BY id DESC LIMIT 1`,
      [caseId],
    );
    expect(record).toEqual({ actor: staff.caseOfficer.personId, detail: { noteId: first.json<{ id: string }>().id } });
  });

  it('cannot be of the State even if somebody forgets to ask: the database refuses', async () => {
    await expect(
      database.dataSource.query(
        `INSERT INTO case_notes (id, case_id, author_id, author_role, body, language, written_at)
         VALUES ($1, $2, $3, 'focal-point', 'x', 'en', now())`,
        [uuidv7(), caseId, await idOf(staff.focalPoint)],
      ),
    ).rejects.toThrow('case_notes_of_staff');
  });

  it('and messages stay as they were written, or are erased whole', async () => {
    await caseOfficer('POST', `/cases/${caseId}/messages`, { text: 'As it was' });
    for (const table of ['case_notes', 'case_messages']) {
      await expect(database.dataSource.query(`UPDATE ${table} SET body = 'other'`)).rejects.toThrow('refused');
      await expect(database.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('refused');
      await database.dataSource.query(`UPDATE ${table} SET body = NULL, erased_at = now()`);
    }
    const { items } = (await staff.focalPoint('GET', `/cases/${caseId}/messages`)).json<{ items: object[] }>();
    expect(items[0]).toMatchObject({ kind: 'message', text: null });
  });

  async function idOf(ask: Staff['focalPoint']): Promise<string> {
    return (await ask('GET', '/me')).json<{ personId: string }>().personId;
  }
});
