import { randomBytes } from 'node:crypto';
import { SecondFactors, SettleLeadOffice, SettleStateGroup } from '#libs/domain';
import {
  PostgresInvitations,
  PostgresReferenceData,
  PostgresReferenceSettings,
  rows,
  SealAudit,
  verifyAudit,
} from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addUsersCommands } from '../../../apps/cli/src/people/users.commands.js';
import { anApi } from '../../support/api.js';
import { commandsOn } from '../../support/commands.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { documentOf, proposed } from '../../support/lifecycle-changes.js';
import { aCaseAtTheOffice, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { TEST_NETWORKS } from '../../support/webhooks.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;

describe('whoever changes what others rely on', () => {
  const database = aDatabase({ template: INHABITED });
  const api = anApi(database, {
    SECRETS_KEY: randomBytes(32).toString('base64'),
    WEBHOOK_ALLOWED_NETWORKS: TEST_NETWORKS.join(','),
  });
  const ids: Record<string, string> = {};
  let administrator: Ask;
  let manager: Ask;
  let staff: Staff;

  const as = async (name: string, role: string): Promise<Ask> => {
    const person = await aPerson(database.dataSource, { roles: [role] });
    ids[name] = person.personId;
    return signedIn(api, database, person);
  };
  /** What the trail says since the last time it was asked, without sign-ins. */
  let seen = new Set<string>();
  async function onRecord(): Promise<readonly (readonly [string, string | null, unknown])[]> {
    const found = await rows<{ id: string; kind: string; actor: string | null; detail: unknown; isTimed: boolean }>(
      database.dataSource,
      `SELECT id, kind, actor_id AS actor, detail, occurred_at IS NOT NULL AS "isTimed" FROM audit_records WHERE kind <> 'signed-in' ORDER BY id`,
    );
    const news = found.filter(({ id }) => !seen.has(id));
    seen = new Set(found.map(({ id }) => id));
    expect(news.every(({ isTimed }) => isTimed)).toBe(true);
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    return news.map(({ kind, actor, detail }) => [kind, actor && (names.get(actor) ?? 'somebody else'), detail]);
  }
  async function asked(answer: ReturnType<Ask>): Promise<Record<string, unknown>> {
    const { statusCode, body } = await answer;
    if (statusCode >= 300) throw new Error(body);
    return body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
  }
  const etagOf = async (path: string): Promise<object> => ({
    headers: { 'if-match': String((await administrator('GET', path)).headers['etag']) },
  });

  beforeAll(async () => {
    administrator = await as('administrator', 'administrator');
    manager = await as('manager', 'hq-manager');
    staff = await aStaff(api, database);
    await onRecord();
  }, 60_000);

  it('is on record with a lifecycle proposed, published, its cases migrated and taken back', async () => {
    const { reference } = await aCaseAtTheOffice(staff);
    const document = documentOf('ROL', 7);
    await proposed(administrator, document, []);
    const path = `/lifecycles/${document.id}/versions/7`;
    await asked(manager('POST', `${path}/publication`));
    const ordered = await asked(manager('POST', `${path}/migrations`, { cases: [reference], reason: 'A trial run' }));
    await asked(
      manager('POST', `/lifecycle-migrations/${String(ordered['id'])}/undoings`, { reason: 'It was a trial' }),
    );
    const to = { id: document.id, version: 7 };
    expect(await onRecord()).toEqual([
      ['lifecycle-proposed', 'administrator', { ...to, areas: [], checksum: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      ['lifecycle-published', 'manager', { ...to, areas: [] }],
      ['migration-ordered', 'manager', { from: null, to, undoes: null, cases: 1 }],
      ['undoing-ordered', 'manager', { from: null, to, undoes: ordered['id'], cases: expect.any(Number) }],
    ]);
  });

  it('is on record with a calendar', async () => {
    const path = '/calendars/offices/ROSA';
    const holidays = { holidays: [{ date: '2031-01-27', name: 'A day' }], source: 'a gazette', reason: 'It is kept' };
    await asked(administrator('PUT', `${path}/holidays/2031`, holidays, await etagOf(path)));
    expect(await onRecord()).toEqual([
      ['calendar-published', 'administrator', { key: 'office:ROSA', version: 2, change: 'holidays' }],
    ]);
  });

  it('is on record with limits proposed, withdrawn and put in force', async () => {
    const amount = (days: number) => ({ amount: days, unit: 'working-days' });
    const propose = async (days: number): Promise<string> => {
      const limits = { 'name-case-officer': { emergency: amount(1), urgent: amount(2), routine: amount(days) } };
      return String(
        (await asked(manager('POST', '/policy-proposals', { area: 'ROL', limits, reason: 'Quicker' })))['id'],
      );
    };
    const [one, two] = [await propose(8), await propose(9)];
    await asked(manager('POST', `/policy-proposals/${one}/withdrawal`));
    await asked(administrator('POST', `/policy-proposals/${two}/publication`));
    expect(await onRecord()).toEqual([
      ['limits-proposed', 'manager', { area: 'ROL', basedOnVersion: null }],
      ['limits-proposed', 'manager', { area: 'ROL', basedOnVersion: null }],
      ['limits-withdrawn', 'manager', {}],
      ['limits-published', 'administrator', { area: 'ROL', version: 1 }],
    ]);
  });

  it('is on record with the words of a letter and with a webhook', async () => {
    const words = { subject: 'We have it', paragraphs: ['“{title}” of {state} is {reference}.'] };
    await asked(administrator('PUT', '/texts/acknowledgement/en', words, { headers: { 'if-match': '"v1"' } }));
    await asked(administrator('DELETE', '/texts/acknowledgement/en', undefined, { headers: { 'if-match': '"v2"' } }));
    const url = 'http://127.0.0.1:9/';
    const { id } = await asked(staff.officeHead('POST', '/webhooks', { officeCode: 'ROEA', url }));
    const path = `/webhooks/${String(id)}`;
    await asked(staff.officeHead('PATCH', path, { description: 'ours' }, { headers: { 'if-match': '"v1"' } }));
    await asked(staff.officeHead('POST', `${path}/secret`, { overlapHours: 1 }));
    await asked(staff.officeHead('DELETE', path));
    expect(await onRecord()).toEqual([
      ['text-edited', 'administrator', { key: 'acknowledgement', language: 'en', version: 2 }],
      ['text-reset', 'administrator', { key: 'acknowledgement', language: 'en', version: 3 }],
      ['webhook-registered', 'somebody else', { officeCode: 'ROEA' }],
      ['webhook-changed', 'somebody else', { fields: ['description'] }],
      ['webhook-secret-rotated', 'somebody else', { overlapHours: 1 }],
      ['webhook-removed', 'somebody else', {}],
    ]);
  });

  it('is on record with roles, invitations and the closing of an account', async () => {
    const { email } = await aPerson(database.dataSource);
    const run = commandsOn(database, addUsersCommands);
    await run(['users', 'roles', email, '--grant', 'case-officer@ROEA']);
    await run(['users', 'roles', email, '--withdraw', 'case-officer@ROEA']);
    await new PostgresInvitations(database.dataSource).invite(email, ids['administrator'] ?? null);
    await run(['users', 'deactivate', email]);
    await run(['users', 'reactivate', email]);
    await run(['users', 'end-sessions', email]);
    const role: unknown = expect.objectContaining({ role: 'case-officer', stateCode: null, officeCode: 'ROEA' });
    expect(await onRecord()).toEqual([
      ['role-granted', null, role],
      ['role-withdrawn', null, role],
      ['invitation-made', 'administrator', {}],
      ['account-closed', null, {}],
      ['account-reopened', null, {}],
      ['sessions-ended', null, { count: 0 }],
    ]);
  });

  it('is on record with what is settled about a State', async () => {
    const reference = new PostgresReferenceData(database.dataSource);
    const settings = new PostgresReferenceSettings(database.dataSource);
    const reason = 'As agreed in Vienna';
    await new SettleStateGroup(reference, settings).execute('operator', {
      stateCode: 'KEN',
      group: 'lldc',
      belongs: true,
      reason,
    });
    await new SettleLeadOffice(reference, settings).execute('operator', {
      stateCode: 'KEN',
      officeCode: 'ROSAF',
      reason,
    });
    expect(await onRecord()).toEqual([
      ['state-group-settled', null, expect.objectContaining({ stateCode: 'KEN' })],
      ['lead-office-settled', null, expect.objectContaining({ stateCode: 'KEN', after: { office: 'ROSAF' } })],
    ]);
  });

  it('is in the history of the case, which is sealed like the trail, with how closely it is held', async () => {
    const { caseId } = await aCaseAtTheOffice(staff);
    const etag = String((await staff.focalPoint('GET', `/cases/${caseId}`)).headers['etag']);
    const change = { sensitivity: 'confidential', reason: 'names' };
    await asked(staff.focalPoint('PUT', `/cases/${caseId}/sensitivity`, change, { headers: { 'if-match': etag } }));
    const history = await rows(
      database.dataSource,
      `SELECT actor_role AS role, reason FROM case_events WHERE case_id = $1 AND detail->>'property' = 'sensitivity'`,
      [caseId],
    );
    expect(history).toEqual([{ role: 'focal-point', reason: 'names' }]);
  });

  it('and whoever shows a second factor that does not hold', async () => {
    await onRecord();
    const { personId } = await aPerson(database.dataSource);
    const factors = api.app.get(SecondFactors, { strict: false });
    expect(await factors.check(personId, '123456')).toBeNull();
    expect(await onRecord()).toEqual([['second-factor-refused', null, {}]]);
  });

  it('and what came with the product; all of it is in the chain', async () => {
    const shipped = await rows<{ kind: string; count: number }>(
      database.dataSource,
      `SELECT kind, count(*)::int AS count FROM audit_records
        WHERE actor_id IS NULL AND kind IN ('lifecycle-published', 'reference-data-loaded') GROUP BY kind ORDER BY kind`,
    );
    expect(shipped).toEqual([
      { kind: 'lifecycle-published', count: expect.any(Number) },
      { kind: 'reference-data-loaded', count: expect.any(Number) },
    ]);
    await new SealAudit(database.dataSource, null).sealAll({ everything: true });
    const { findings, entries } = await verifyAudit(database.dataSource, { publicKey: null, checkpoints: null });
    expect(findings).toEqual([]);
    expect(entries).toBeGreaterThan(30);
  });
});
