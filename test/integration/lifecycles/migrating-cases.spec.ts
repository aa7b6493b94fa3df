import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#libs/domain';
import { loadReferenceData, rows } from '#libs/infrastructure';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { documentOf, proposed, withLimit, withStateRenamed, workOff } from '../../support/lifecycle-changes.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

const database = aDatabase();
const api = anApi(database);
const VERSION_2 = withLimit(withStateRenamed(documentOf('ROL', 2), 'assigned', 'with-office'), 'name-case-officer', 5);
const PATH = `/lifecycles/${VERSION_2.id}/versions/2`;
const stateMap = { states: { assigned: 'with-office' } };
const reason = 'The office holds the case from its arrival';

let staff: Staff;
let administrator: Staff['officeHead'];
let manager: Staff['officeHead'];
let managerIs: Actor;
const cases: { caseId: string; reference: string }[] = [];

beforeAll(async () => {
  await loadReferenceData(database.dataSource);
  staff = await aStaff(api, database);
  administrator = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['administrator'] }));
  managerIs = await aPerson(database.dataSource, { roles: ['hq-manager'] });
  manager = await signedIn(api, database, managerIs);
  for (let made = 0; made < 4; made += 1) cases.push(await aCaseAtTheOffice(staff));
  await proposed(administrator, VERSION_2, []);
}, 60_000);

const reference = (index: number): string => cases[index]!.reference;
const idOf = (index: number): string => cases[index]!.caseId;

/** Everything that is stored of cases. */
async function stored(): Promise<unknown> {
  const [everything] = await rows(
    database.dataSource,
    `SELECT (SELECT jsonb_agg(c ORDER BY id) FROM cases c) AS cases, (SELECT jsonb_agg(k ORDER BY id) FROM clocks k) AS clocks,
            (SELECT jsonb_agg(e ORDER BY case_id, sequence) FROM case_events e) AS events,
            (SELECT jsonb_agg(m ORDER BY id) FROM outbox_messages m) AS messages`,
  );
  return everything;
}

async function isExplainedAsStored(caseId: string): Promise<void> {
  const kept = await rows<{ dueAt: Date | null }>(
    database.dataSource,
    'SELECT target, ordinal, status, due_at AS "dueAt" FROM clocks WHERE case_id = $1 ORDER BY target, ordinal',
    [caseId],
  );
  const { clocks } = (await staff.officeHead('GET', `/cases/${caseId}/clocks`)).json<{
    clocks: { target: string; ordinal: number; status: string; dueAt: string | null }[];
  }>();
  const told = clocks
    .map(({ target, ordinal, status, dueAt }) => ({ target, ordinal, status, dueAt: dueAt && new Date(dueAt) }))
    .sort((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : a.ordinal - b.ordinal));
  expect(told).toEqual(kept);
}

async function ordered(ask: Staff['officeHead'], path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await ask('POST', path, body);
  if (answer.statusCode !== 202) throw new Error(`${path} was refused: ${answer.body}`);
  await workOff(api, database);
  return (await ask('GET', String(answer.headers['location']).replace('/api/v1', ''))).json();
}

async function migratedCase(caseId: string) {
  const [row] = await rows<{ state: string; version: number; workflow: number }>(
    database.dataSource,
    'SELECT state, version, workflow_version AS workflow FROM cases WHERE id = $1',
    [caseId],
  );
  return row!;
}

describe('a version of a lifecycle for cases that are under way', () => {
  it('is rehearsed while it is only proposed: every stranding place is named, and nothing is changed', async () => {
    const before = await stored();
    expect(await ordered(manager, `${PATH}/rehearsals`, {})).toMatchObject({
      progress: { cases: 4, done: 4, failing: 0 },
      total: { cases: 4, touched: 4, stuck: 4 },
      stranding: [{ what: 'state_unmapped: assigned', cases: 4 }],
    });
    expect(await stored()).toEqual(before);
  });

  it('is rehearsed with a map: figures by State and office, and the cases behind them for those who may see them', async () => {
    const report = await ordered(manager, `${PATH}/rehearsals`, { stateMap });
    expect(report).toMatchObject({
      finishedAt: expect.any(String),
      total: { cases: 4, touched: 4, stuck: 0, stateChanges: 4, clocksMove: 4, clocksBreach: 0 },
      byRequestingState: { KEN: { cases: 4 } },
      byOffice: { ROEA: { clocksMove: 4 } },
      byState: { assigned: { stateChanges: 4 } },
      clocks: [{ target: 'name-case-officer', effect: 'moves', cases: 4 }],
    });
    const path = `/lifecycle-rehearsals/${String(report['id'])}`;
    const { items, nextAfter } = (await manager('GET', `${path}/cases?effect=clocksMove&limit=3`)).json<{
      items: { reference: string; stateAfter: string; clocks: { dueBefore: string; dueAfter: string }[] }[];
      nextAfter: string;
    }>();
    expect(items.map((item) => [item.reference, item.stateAfter])).toEqual(
      [0, 1, 2].map((index) => [reference(index), 'with-office']),
    );
    expect(Date.parse(items[0]!.clocks[0]!.dueAfter)).toBeGreaterThan(Date.parse(items[0]!.clocks[0]!.dueBefore));
    expect((await manager('GET', `${path}/cases?after=${nextAfter}`)).json()).toMatchObject({
      items: [{ reference: reference(3) }],
      nextAfter: null,
    });
  });

  it('is told to an administrator, who sees no case, in figures of three or more, and never in cases', async () => {
    const report = await ordered(administrator, `${PATH}/rehearsals`, { stateMap });
    expect(report).toMatchObject({ total: { cases: 3, clocksMove: 3 }, byOffice: { ROEA: { cases: 3 } } });
    const cases = await administrator('GET', `/lifecycle-rehearsals/${String(report['id'])}/cases`);
    expect(cases.json()).toEqual({ items: [], nextAfter: null });
  });

  it('is told in no way that betrays a strictly confidential case to somebody who may not see it', async () => {
    await database.dataSource.query(`UPDATE cases SET sensitivity = 'strictly-confidential' WHERE id = $1`, [idOf(3)]);
    const report = await ordered(manager, `${PATH}/rehearsals`, { stateMap });
    expect(report).toMatchObject({ progress: { cases: 3 }, total: { cases: 3 }, byState: { assigned: { cases: 3 } } });
    const listed = await manager('GET', `/lifecycle-rehearsals/${String(report['id'])}/cases`);
    expect(listed.body).not.toContain(idOf(3));
    await database.dataSource.query(`UPDATE cases SET sensitivity = 'unclassified' WHERE id = $1`, [idOf(3)]);
  });

  it('is rehearsed and migrated to by administrators and headquarters only', async () => {
    for (const what of ['rehearsals', 'migrations']) {
      const answer = await staff.officeHead('POST', `${PATH}/${what}`, { reason, stateMap });
      expect(answer.statusCode).toBe(403);
    }
    expect((await staff.focalPoint('GET', `${PATH}/migrations`)).statusCode).toBe(403);
  });

  it('is told every fault of a map at once, with its place', async () => {
    const answer = await manager('POST', `${PATH}/rehearsals`, {
      stateMap: { states: { asigned: 'with-office', assigned: 'closed' }, gates: { none: { a: 'b' } } },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'lifecycle.map_not_valid',
      errors: [
        { pointer: '/stateMap/states/asigned', code: 'unknown_before' },
        { pointer: '/stateMap/states/assigned', code: 'ends_case' },
        { pointer: '/stateMap/gates/none', code: 'unknown_after' },
      ],
    });
    const hostile = await manager('POST', `${PATH}/rehearsals`, { stateMap: { states: { assigned: 5 } }, from: {} });
    expect(hostile.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/stateMap/states', '/from/id', '/from/version']),
    );
  });

  it('is migrated to once it is published, and by nobody whose map would strand a case', async () => {
    const early = await manager('POST', `${PATH}/migrations`, { reason, stateMap });
    expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([409, 'lifecycle.not_published']);
    const both = await Promise.all([0, 1].map(() => manager('POST', `${PATH}/publication`)));
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);

    const stranding = await manager('POST', `${PATH}/migrations`, { reason });
    expect(stranding.statusCode).toBe(409);
    expect(stranding.json()).toMatchObject({
      code: 'lifecycle.cases_stranded',
      errors: [{ pointer: '/stateMap/states/assigned', code: 'state_unmapped' }],
    });
    expect((await manager('POST', `${PATH}/migrations`, { reason: ' ', stateMap })).statusCode).toBe(422);
  });

  it('takes a named few first, if whoever names them may see them', async () => {
    const unseen = await administrator('POST', `${PATH}/migrations`, { reason, stateMap, cases: [reference(0)] });
    expect(unseen.json()).toMatchObject({ code: 'lifecycle.cases_not_found', errors: [{ pointer: '/cases/0' }] });
    const absent = await manager('POST', `${PATH}/migrations`, {
      reason,
      stateMap,
      cases: [reference(0), 'KEN-2026-XXXXXX'],
    });
    expect(absent.json()).toMatchObject({ errors: [{ pointer: '/cases/1' }] });

    const done = await ordered(manager, `${PATH}/migrations`, {
      reason,
      stateMap,
      cases: [reference(0), reference(1)],
    });
    expect(done).toMatchObject({ cases: 2, done: 2, migrated: 2, finishedAt: expect.any(String), reason });
    expect(await migratedCase(idOf(0))).toEqual({ state: 'with-office', version: 5, workflow: 2 });
    expect(await migratedCase(idOf(2))).toEqual({ state: 'assigned', version: 4, workflow: 1 });
    await isExplainedAsStored(idOf(0));

    const { items } = (await staff.officeHead('GET', `/cases/${idOf(0)}/history`)).json<{ items: unknown[] }>();
    expect(items.at(-1)).toMatchObject({ type: 'migrated', reason, actorRole: 'hq-manager', fromState: 'assigned' });
    const [entry] = await rows(
      database.dataSource,
      `SELECT actor_id AS "actorId" FROM case_events WHERE case_id = $1 AND type = 'migrated'`,
      [idOf(0)],
    );
    expect(entry).toEqual({ actorId: managerIs.personId });
  });

  it('is what the case then runs under, while another keeps its own', async () => {
    await act(staff.officeHead, idOf(0), 'name-case-officer', { officer: staff.caseOfficer.personId });
    expect(await migratedCase(idOf(0))).toMatchObject({ state: 'triage', workflow: 2 });
    const present = await staff.officeHead('GET', `/cases/${idOf(2)}/transitions`);
    expect(present.body).toContain('name-case-officer');
    await isExplainedAsStored(idOf(0));
  });

  it('does not overwrite the decision of an officer who acts while the rest migrates, nor the other way round', async () => {
    const order = await manager('POST', `${PATH}/migrations`, { reason, stateMap });
    expect(order.statusCode).toBe(202);
    const etag = String((await staff.officeHead('GET', `/cases/${idOf(2)}`)).headers['etag']);
    const [acted] = await Promise.all([
      staff.officeHead(
        'POST',
        `/cases/${idOf(2)}/transitions`,
        { name: 'name-case-officer', input: { officer: staff.caseOfficer.personId } },
        { headers: { 'if-match': etag } },
      ),
      workOff(api, database),
    ]);
    expect([200, 412]).toContain(acted.statusCode);
    const after = await migratedCase(idOf(2));
    expect(after).toEqual(
      acted.statusCode === 200
        ? { state: 'triage', version: 6, workflow: 2 }
        : { state: 'with-office', version: 5, workflow: 2 },
    );
    await isExplainedAsStored(idOf(2));
    expect(await migratedCase(idOf(3))).toMatchObject({ state: 'with-office', workflow: 2 });
  });

  it('finds nothing left to migrate then, and repeats an order with the same key without doing it again', async () => {
    const again = await manager('POST', `${PATH}/migrations`, { reason, stateMap: {} });
    expect(again.json()).toMatchObject({ code: 'lifecycle.no_live_cases' });
    const { items } = (await manager('GET', `${PATH}/migrations`)).json<{
      items: { id: string; migrated: number }[];
    }>();
    expect(items.map(({ migrated }) => migrated)).toEqual([2, 2]);
  });

  it('is taken back for each case on which nobody has acted since, with its clocks as they were', async () => {
    const { items } = (await manager('GET', `${PATH}/migrations`)).json<{ items: { id: string }[] }>();
    const few = items[1]!.id;
    const undone = await ordered(manager, `/lifecycle-migrations/${few}/undoings`, { reason: 'It asks too much' });
    expect(undone).toMatchObject({ undoes: few, cases: 2, done: 2, undone: 1, leftAlone: 1 });
    // On the first an officer was named under the new version.
    expect(await migratedCase(idOf(0))).toMatchObject({ state: 'triage', workflow: 2 });
    expect(await migratedCase(idOf(1))).toEqual({ state: 'assigned', version: 6, workflow: 1 });
    await isExplainedAsStored(idOf(1));
    const outcomes = (await manager('GET', `/lifecycle-migrations/${String(undone['id'])}/cases`)).json();
    expect(outcomes).toMatchObject({
      items: [
        { reference: reference(0), outcome: 'left-alone' },
        { reference: reference(1), outcome: 'undone' },
      ],
    });

    const twice = await manager('POST', `/lifecycle-migrations/${String(undone['id'])}/undoings`, { reason });
    expect(twice.json()).toMatchObject({ code: 'lifecycle.not_undoable' });
    await act(staff.officeHead, idOf(1), 'name-case-officer', { officer: staff.caseOfficer.personId });
    await isExplainedAsStored(idOf(1));
  });
});
