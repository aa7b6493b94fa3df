import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  AuditKey,
  CheckpointFile,
  PostgresInvitations,
  PostgresSessions,
  rows,
  SealAudit,
  verifyAudit,
} from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addUsersCommands } from '../../../apps/cli/src/people/users.commands.js';
import { anApi } from '../../support/api.js';
import { commandsOn } from '../../support/commands.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { everythingStored, placesOf } from '../../support/everything-stored.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { codeAt } from '../../support/totp-codes.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;
const run = promisify(execFile);
const VERIFIER = join(process.cwd(), 'scripts/verify-extract.mjs');
const NAME = 'Wilhelmina Quartermain-Abubakar';
const EMAIL = 'wilhelmina.quartermain@justice.example';
const PASSWORD = 'a password of her own, long';
const MACHINE = 'Quartermain’s laptop/1.0';
const NETWORK = '203.0.113.77';
/** Tables whose rows of the person are deleted. */
const FORGOTTEN = [
  'identities',
  'totp_credentials',
  'recovery_codes',
  'invitations',
  'sessions',
  'api_tokens',
  'reply_addresses',
  'notification_preferences',
  'case_watchers',
  'case_need_to_know',
  'idempotency_keys',
];
/** Tables whose rows stay, under an id that names nobody, and why. */
const STAYS: Readonly<Record<string, string>> = {
  role_assignments: 'who acted for a State or office in which role',
  notifications: 'that the office or the State was told',
  inboxes: 'how far it was read',
  inbound_replies: 'that an answer was taken; its whole text goes',
};

describe('a person whom the system is told to forget', () => {
  const database = aDatabase({ template: INHABITED });
  const api = anApi(database, { SECRETS_KEY: randomBytes(32).toString('base64') });
  let folder: string;
  let key: AuditKey;
  let staff: Staff;
  let administrator: Ask;
  let head: Ask;
  let personId: string;
  let token: string;
  let caseId: string;
  let before: { receipt: object; extract: object; history: readonly Record<string, unknown>[] };

  const seal = (): Promise<number> =>
    new SealAudit(database.dataSource, {
      key,
      checkpoints: new CheckpointFile(join(folder, 'checkpoints.jsonl')),
    }).sealAll({ everything: true });
  const findings = async (): Promise<unknown> =>
    (
      await verifyAudit(database.dataSource, {
        publicKey: key.publicKey,
        checkpoints: new CheckpointFile(join(folder, 'checkpoints.jsonl')),
      })
    ).findings;
  async function isVerifiedOffline(document: object): Promise<boolean> {
    const path = join(folder, 'document.json');
    await writeFile(path, JSON.stringify(document));
    const { stdout } = await run(process.execPath, [VERIFIER, path, join(folder, 'public.pem')], { env: {} });
    return stdout.includes('As sealed');
  }
  const historyNow = async (): Promise<readonly Record<string, unknown>[]> =>
    (await staff.focalPoint('GET', `/cases/${caseId}/history`)).json<{ items: Record<string, unknown>[] }>().items;
  const erase = (id: string, ask: Ask = administrator) => ask('POST', `/people/${id}/erasure`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'erasure-'));
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    await writeFile(join(folder, 'private.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(join(folder, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    key = await AuditKey.fromFile(join(folder, 'private.pem'));

    const { dataSource } = database;
    staff = await aStaff(api, database);
    administrator = await signedIn(api, database, await aPerson(dataSource, { roles: ['administrator'] }));
    const person = await aPerson(dataSource, { roles: ['office-head@ROEA'], email: EMAIL, password: PASSWORD });
    ({ personId } = person);
    await dataSource.query('UPDATE people SET display_name = $2, is_cleared = true WHERE id = $1', [personId, NAME]);
    // She signs in, has a second factor, an identity, a token, an invitation, preferences and a place on a list of readers.
    ({ token } = await new PostgresSessions(dataSource).open({
      personId,
      method: 'password',
      secondFactor: 'totp',
      userAgent: MACHINE,
      source: NETWORK,
      replacesToken: null,
    }));
    head = await signedIn(api, database, person);
    const { secret } = (await head('POST', '/me/second-factor')).json<{ secret: string }>();
    await head('POST', '/me/second-factor/confirmation', { code: codeAt(secret) });
    await administrator('POST', `/people/${personId}/identities`, {
      issuer: 'https://id.example.org',
      subject: 'quartermain-w',
    });
    await head('POST', '/me/tokens', { name: 'Quartermain sync', scopes: ['cases.read'], officeCode: 'ROEA', days: 9 });
    await new PostgresInvitations(dataSource).invite(EMAIL, null);
    ({ caseId } = await aCaseAtTheOffice(staff));
    await act(head, caseId, 'name-case-officer', { officer: staff.caseOfficer.personId });
    await head('PUT', `/me/watched-cases/${caseId}`);
    await staff.officeHead('POST', `/cases/${caseId}/need-to-know`, { email: EMAIL, reason: 'leads the review' });
    await seal();
    before = {
      receipt: (await staff.focalPoint('GET', `/cases/${caseId}/receipt`)).json(),
      extract: (await staff.focalPoint('GET', `/cases/${caseId}/extract`)).json(),
      history: await historyNow(),
    };
    expect(placesOf(NAME, await everythingStored(database))).not.toEqual([]);
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('is forgotten by an administrator with a second factor, and by nobody else nor by themselves', async () => {
    expect((await erase(personId, staff.officeHead)).json()).toMatchObject({ code: 'people.not_permitted' });
    const careless = await aPerson(database.dataSource, { roles: ['administrator'] });
    expect((await erase(personId, await signedIn(api, database, careless, null))).json()).toMatchObject({
      code: 'people.step_up_needed',
    });
    expect((await erase(careless.personId, await signedIn(api, database, careless))).json()).toMatchObject({
      status: 403,
      code: 'people.not_oneself',
    });
    expect((await erase('019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10')).json()).toMatchObject({
      status: 404,
      code: 'people.person_not_found',
    });
    expect(await findings()).toEqual([]);
  });

  it('is nowhere in the database any more, and can do nothing', async () => {
    expect((await erase(personId)).statusCode).toBe(204);
    const stored = await everythingStored(database);
    for (const personal of [NAME, EMAIL, 'quartermain', MACHINE, NETWORK])
      expect([personal, placesOf(personal, stored)]).toEqual([personal, []]);

    const bearer = { authorization: `Bearer ${token}` };
    expect((await api.app.inject({ method: 'GET', url: '/api/v1/me', headers: bearer })).statusCode).toBe(401);
    const payload = { email: EMAIL, password: PASSWORD };
    expect((await api.app.inject({ method: 'POST', url: '/api/v1/sessions', payload })).statusCode).toBe(401);
    const kept = await rows<{ table: string; count: number }>(
      database.dataSource,
      FORGOTTEN.map(
        (table) => `SELECT '${table}' AS table, count(*)::int AS count FROM ${table} WHERE person_id = $1`,
      ).join(' UNION ALL '),
      [personId],
    );
    expect(kept.filter(({ count }) => count > 0)).toEqual([]);
  });

  it('was looked for wherever a row is somebody’s: a table that is new has to say what becomes of its rows', async () => {
    const tables = await rows<{ table: string }>(
      database.dataSource,
      `SELECT table_name AS table FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'person_id' ORDER BY 1`,
    );
    expect(tables.map(({ table }) => table).filter((table) => !FORGOTTEN.includes(table) && !(table in STAYS))).toEqual(
      [],
    );
    expect([...FORGOTTEN, ...Object.keys(STAYS)].filter((name) => !tables.some(({ table }) => table === name))).toEqual(
      [],
    );
  });

  it('leaves a history that tells what was done and in which role, and by whom no more', async () => {
    const nameless = before.history.map(
      (entry) => JSON.parse(JSON.stringify(entry).replaceAll(NAME, '—')) as Record<string, unknown>,
    );
    expect(JSON.stringify(before.history)).toContain(NAME);
    expect(await historyNow()).toEqual(nameless);
    expect(nameless.some(({ actorRole }) => actorRole === 'office-head')).toBe(true);
    const roles = await rows<{ role: string; hasEnded: boolean }>(
      database.dataSource,
      `SELECT role, until_at <= now() AS "hasEnded" FROM role_assignments WHERE person_id = $1`,
      [personId],
    );
    expect(roles).toEqual([{ role: 'office-head', hasEnded: true }]);
  });

  it('leaves a chain that holds, receipts and extracts that go on being verified offline, and itself on record', async () => {
    expect(await isVerifiedOffline(before.receipt)).toBe(true);
    expect(await isVerifiedOffline(before.extract)).toBe(true);
    await seal();
    expect(await findings()).toEqual([]);
    const now = (await staff.focalPoint('GET', `/cases/${caseId}/extract`)).json<object>();
    expect(await isVerifiedOffline(now)).toBe(true);
    expect((await staff.focalPoint('GET', `/cases/${caseId}/receipt`)).json()).toEqual(before.receipt);
    const records = await rows(
      database.dataSource,
      `SELECT kind, detail FROM audit_records WHERE subject_id = $1 AND kind = 'person-erased'`,
      [personId],
    );
    expect(records).toEqual([{ kind: 'person-erased', detail: {} }]);
  });

  it('is not forgotten twice, not found by an administrator, and can come back as somebody new', async () => {
    expect((await erase(personId)).statusCode).toBe(204);
    const erasures = await rows(database.dataSource, `SELECT FROM audit_records WHERE kind = 'person-erased'`);
    expect(erasures).toHaveLength(1);
    expect((await administrator('GET', `/people?email=${EMAIL}`)).json()).toEqual({ items: [], nextCursor: null });
    const link = { issuer: 'https://id.example.org', subject: 'quartermain-w' };
    expect((await administrator('POST', `/people/${personId}/identities`, link)).statusCode).toBe(404);
    const again = await aPerson(database.dataSource, { email: EMAIL });
    expect(again.personId).not.toBe(personId);
    expect((await administrator('POST', `/people/${again.personId}/identities`, link)).statusCode).toBe(201);
  });

  it('is forgotten at the command line as well, where it is said twice', async () => {
    const cli = commandsOn(database, addUsersCommands);
    const { personId: id, email } = await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] });
    await expect(cli(['users', 'erase', email])).rejects.toThrow('--yes');
    expect(await cli(['users', 'erase', email, '--yes', '--json'])).toEqual([JSON.stringify({ id, isErased: true })]);
    await expect(cli(['users', 'erase', email, '--yes'])).rejects.toMatchObject({ code: 'people.person_not_found' });
    expect(placesOf(email, await everythingStored(database))).toEqual([]);
  });
});
