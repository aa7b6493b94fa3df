import { rows } from '#libs/infrastructure';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { anApi } from '../../support/api.js';
import { aCaseRow } from '../../support/case-rows.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

interface Made {
  readonly id: string;
  readonly token: string;
}

describe('an API token', () => {
  const database = aDatabase();
  const api = anApi(database);
  let ask: Awaited<ReturnType<typeof signedIn>>;
  let personId: string;

  const WISH = { name: 'a program', scopes: ['cases.read', 'reference.read'], stateCode: 'KEN', days: 30 };
  const make = (wish: object = WISH): Promise<LightMyRequestResponse> => ask('POST', '/me/tokens', wish);
  const use = (
    token: string,
    url: string,
    method: 'GET' | 'POST' | 'DELETE' = 'GET',
  ): Promise<LightMyRequestResponse> =>
    api.app.inject({ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}` } });

  beforeEach(async () => {
    const ana = await aPerson(database.dataSource, {
      roles: ['focal-point@KEN', 'permanent-mission@NER'],
      isCleared: true,
    });
    personId = ana.personId;
    ask = await signedIn(api, database, ana);
  });

  it('asks on its owner’s behalf, needs no page of ours behind it, and is shown once', async () => {
    const answer = await make();
    expect(answer.statusCode).toBe(201);
    const { token, id } = answer.json<Made>();
    expect(token).toMatch(/^urt_[\w-]{43}$/);
    const used = await api.app.inject({
      method: 'GET',
      url: '/api/v1/cases',
      headers: { authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' },
    });
    expect(used.statusCode).toBe(200);
    const listed = await ask('GET', '/me/tokens');
    expect(listed.json()).toMatchObject({ items: [{ id, name: 'a program', stateCode: 'KEN', scopes: WISH.scopes }] });
    expect(listed.json<{ items: { lastUsedAt: string | null }[] }>().items[0]?.lastUsedAt).not.toBeNull();
    expect(listed.body).not.toContain(token);
  });

  it('is kept as a hash, and its making and ending are on record', async () => {
    const { token, id } = (await make()).json<Made>();
    const everything = await rows<{ text: string }>(
      database.dataSource,
      'SELECT row_to_json(t)::text AS text FROM api_tokens t UNION ALL SELECT row_to_json(a)::text FROM audit_records a',
    );
    expect(everything.some(({ text }) => text.includes(token))).toBe(false);
    await ask('DELETE', `/me/tokens/${id}`);
    const kinds = await rows<{ kind: string }>(
      database.dataSource,
      'SELECT kind FROM audit_records WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['token-made', 'token-revoked']);
  });

  it.each([
    ['/calendars', 'calendars.read'],
    ['/me', 'account.use'],
    ['/me/tokens', 'tokens.manage'],
    ['/sessions', 'account.use'],
  ])('does not open %s without the scope, which some can never have', async (url, scopeNeeded) => {
    const { token } = (await make()).json<Made>();
    expect((await use(token, url)).json()).toMatchObject({ status: 403, code: 'people.scope_missing', scopeNeeded });
  });

  it('has what its owner has for the one State, and no clearance', async () => {
    const seenWith = async (stateCode: string): Promise<readonly string[]> => {
      const { token } = (await make({ ...WISH, stateCode })).json<Made>();
      return (await use(token, '/cases')).json<{ items: { id: string }[] }>().items.map(({ id }) => id);
    };
    const row = { submitted_at: new Date(), supporting_offices: [], created_by: personId };
    const ours = await aCaseRow(database.dataSource, { ...row, requesting_state: 'KEN' });
    const theirs = await aCaseRow(database.dataSource, { ...row, requesting_state: 'NER' });
    expect(await seenWith('KEN')).toContain(ours);
    expect(await seenWith('KEN')).not.toContain(theirs);
    expect(await seenWith('NER')).not.toContain(ours);
  });

  it.each([
    ['a State one has no role for', { ...WISH, stateCode: 'TZA' }, '/stateCode'],
    ['a scope the role does not have', { ...WISH, stateCode: 'KEN', officeCode: 'ROEA' }, '/officeCode'],
    ['no State and no office', { name: 'x', scopes: ['cases.read'], days: 1 }, '/stateCode'],
    ['a scope for people only', { ...WISH, scopes: ['account.use'] }, '/scopes'],
    ['the same scope twice', { ...WISH, scopes: ['cases.read', 'cases.read'] }, '/scopes'],
    ['no end', { ...WISH, days: 4_000 }, '/days'],
    ['its own id', { ...WISH, id: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' }, '/id'],
    ['another owner', { ...WISH, personId: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' }, '/personId'],
  ])('is not made with %s', async (_, wish, pointer) => {
    const answer = await make(wish);
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('is not made without a second factor shown lately', async () => {
    ask = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['focal-point@KEN'] }), null);
    expect((await make()).json()).toMatchObject({ status: 403, code: 'people.step_up_needed' });
  });

  it.each<[string, (made: Made) => Promise<unknown>]>([
    ['it is revoked', ({ id }) => ask('DELETE', `/me/tokens/${id}`)],
    ['it has expired', () => database.dataSource.query('UPDATE api_tokens SET expires_at = now()')],
    [
      'its owner’s role has ended',
      () =>
        database.dataSource.query(
          `UPDATE role_assignments SET until_at = now() WHERE person_id = $1 AND state_code = 'KEN'`,
          [personId],
        ),
    ],
    [
      'its owner’s account is closed',
      () => database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [personId]),
    ],
  ])('opens nothing once %s, and says no more than a forged one', async (_, end) => {
    const made = (await make()).json<Made>();
    expect((await use(made.token, '/cases')).statusCode).toBe(200);
    await end(made);
    const said = await Promise.all(
      [made.token, `urt_${'a'.repeat(43)}`, made.token.slice(0, -1), made.token.replace('urt', 'urs')].map(
        async (token) => {
          const answer = await use(token, '/cases');
          const { requestId: _id, ...rest } = answer.json<Record<string, unknown>>();
          return { status: answer.statusCode, rest };
        },
      ),
    );
    expect(said[0]).toMatchObject({ status: 401, rest: { code: 'people.not_signed_in' } });
    for (const other of said) expect(other).toEqual(said[0]);
  });

  it('is not taken from a cookie', async () => {
    const { token } = (await make()).json<Made>();
    const answer = await api.app.inject({ method: 'GET', url: '/api/v1/cases', cookies: { session: token } });
    expect(answer.statusCode).toBe(401);
  });

  it('of somebody else is as absent as any other', async () => {
    const { id } = (await make()).json<Made>();
    const other = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['focal-point@KEN'] }));
    expect((await other('DELETE', `/me/tokens/${id}`)).statusCode).toBe(404);
    expect((await other('GET', '/me/tokens')).json()).toEqual({ items: [] });
  });
});
