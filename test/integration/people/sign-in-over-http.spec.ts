import { ATTEMPT_LIMITS } from '#libs/domain';
import { PostgresSignInAttempts } from '#libs/infrastructure';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';

const PASSWORD = 'correct horse battery';

// Comparing passwords is slow on purpose, and the machine may have other things to do.
jest.setTimeout(30_000);

describe('signing in over HTTP', () => {
  const database = aDatabase();
  const api = anApi(database, { PUBLIC_URL: 'http://localhost:3000' });
  let source = 0;

  beforeAll(async () => {
    await aPerson(database.dataSource, { email: 'ana@example.org', password: PASSWORD, roles: ['focal-point@KEN'] });
    await aPerson(database.dataSource, { email: 'ben@example.org', password: PASSWORD });
    await aPerson(database.dataSource, { email: 'sso@example.org' });
  });

  const ask = (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    more: InjectOptions = {},
  ): Promise<LightMyRequestResponse> => api.app.inject({ method, url: `/api/v1${url}`, ...more });
  const signIn = (
    body: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> =>
    // Each from another place, so that the tests do not use up one another's attempts.
    ask('POST', '/sessions', { payload: body, headers, remoteAddress: `198.51.100.${(source += 1)}` });
  const tokenOf = async (email: string): Promise<string> =>
    (await signIn({ email, password: PASSWORD, deliver: 'token' })).json<{ token: string }>().token;
  const bearer = (token: string): InjectOptions => ({ headers: { authorization: `Bearer ${token}` } });

  it('gives a program the token in the answer and no cookie', async () => {
    const answer = await signIn({ email: 'Ana@example.org', password: PASSWORD, deliver: 'token' });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
    const { token } = answer.json<{ token: string }>();
    const me = await ask('GET', '/me', bearer(token));
    expect(me.json()).toMatchObject({
      email: 'ana@example.org',
      roles: [{ role: 'focal-point', stateCode: 'KEN', officeCode: null }],
    });
  });

  it('gives a browser a cookie that no script reads, and no token', async () => {
    const answer = await signIn({ email: 'ana@example.org', password: PASSWORD });
    expect(answer.json()).not.toHaveProperty('token');
    expect(answer.headers['set-cookie']).toMatch(
      /^session=urs_[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const [cookie] = answer.cookies;
    const me = await ask('GET', '/me', { cookies: { session: cookie?.value ?? '' } });
    expect(me.statusCode).toBe(200);
  });

  it('ends the session that the browser had before', async () => {
    const before = (await signIn({ email: 'ana@example.org', password: PASSWORD })).cookies[0]?.value ?? '';
    const after = await signIn({ email: 'ana@example.org', password: PASSWORD }, { cookie: `session=${before}` });
    expect(after.statusCode).toBe(201);
    expect((await ask('GET', '/me', { cookies: { session: before } })).statusCode).toBe(401);
  });

  it('answers every kind of failure with the same words', async () => {
    const answers = await Promise.all([
      signIn({ email: 'ana@example.org', password: 'wrong' }),
      signIn({ email: 'nobody@example.org', password: PASSWORD }),
      signIn({ email: 'sso@example.org', password: PASSWORD }),
    ]);
    const said = answers.map((answer) => {
      const { requestId: _requestId, ...rest } = answer.json<Record<string, unknown>>();
      const { 'x-request-id': _id, date: _date, ...headers } = answer.headers;
      return { status: answer.statusCode, rest, headers };
    });
    expect(said[0]).toMatchObject({ status: 401, rest: { code: 'people.sign_in_refused' } });
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
  });

  it('takes as long for an address nobody has as for a wrong password', async () => {
    const timeOf = async (email: string): Promise<number> => {
      const start = performance.now();
      await signIn({ email, password: 'wrong' });
      return performance.now() - start;
    };
    // In turns, and the shortest of each counts: what else the machine does only ever adds time.
    let [known, unknown] = [Infinity, Infinity];
    await aPerson(database.dataSource, { email: 'timed@example.org', password: PASSWORD });
    for (let round = 0; round < 9; round += 1) {
      known = Math.min(known, await timeOf('timed@example.org'));
      unknown = Math.min(unknown, await timeOf('untimed@example.org'));
    }
    // Without the comparison with a decoy the ratio is about ten.
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(3);
  });

  it('stops brute force on an account, says when to come back, and does not say whether there is one', async () => {
    for (const email of ['ben@example.org', 'absent@example.org']) {
      for (let attempt = 0; attempt < 10; attempt += 1) await signIn({ email, password: 'wrong' });
      const refused = await signIn({ email, password: PASSWORD });
      expect(refused.statusCode).toBe(429);
      expect(refused.json()).toMatchObject({ code: 'people.too_many_attempts' });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('stops brute force from one place over many accounts', async () => {
    const fromOnePlace = (email: string, password: string): Promise<LightMyRequestResponse> =>
      ask('POST', '/sessions', { payload: { email, password }, remoteAddress: '203.0.113.77' });
    const attempts = new PostgresSignInAttempts(database.dataSource);
    for (let attempt = 0; attempt < 99; attempt += 1) {
      await attempts.spend([{ kind: 'source', subject: '203.0.113.77', ...ATTEMPT_LIMITS.source }]);
    }
    expect((await fromOnePlace('one-more@example.org', 'wrong')).statusCode).toBe(401);
    expect((await fromOnePlace('ana@example.org', PASSWORD)).statusCode).toBe(429);
  });

  it.each([
    ['a field that is not announced', { email: 'ana@example.org', password: PASSWORD, isCleared: true }, '/isCleared'],
    ['no password', { email: 'ana@example.org' }, '/password'],
    ['a password that is no text', { email: 'ana@example.org', password: { $ne: '' } }, '/password'],
    ['an address that is a list', { email: ['ana@example.org'], password: PASSWORD }, '/email'],
    ['an address that is none', { email: 'ana', password: PASSWORD }, '/email'],
    ['a password without end', { email: 'ana@example.org', password: 'x'.repeat(257) }, '/password'],
    ['another way of delivery', { email: 'ana@example.org', password: PASSWORD, deliver: 'mail' }, '/deliver'],
  ])('refuses %s', async (_, body, pointer) => {
    const answer = await signIn(body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer);
  });

  it.each([
    ['nothing', {}],
    ['a forged token', bearer(`urs_${'A'.repeat(43)}`)],
    ['half a token', bearer('urs_AAAA')],
    ['another scheme', { headers: { authorization: 'Basic YW5hOnBhc3N3b3Jk' } }],
    ['a forged cookie', { cookies: { session: `urs_${'A'.repeat(43)}` } }],
    ['a cookie of the other mode', { cookies: { '__Host-session': `urs_${'A'.repeat(43)}` } }],
    ['an empty header', { headers: { authorization: '' } }],
  ])('is asked for by every closed route of a request with %s', async (_, more) => {
    const answer = await ask('GET', '/me', more);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="upon-request"');
    expect(answer.json()).toMatchObject({ code: 'people.not_signed_in' });
  });

  it('is not helped by a good cookie beside a bad token', async () => {
    const token = await tokenOf('ana@example.org');
    const answer = await ask('GET', '/me', {
      cookies: { session: token },
      headers: { authorization: `Bearer urs_${'A'.repeat(43)}` },
    });
    expect(answer.statusCode).toBe(401);
  });

  it('lists one’s own sessions and ends one of them', async () => {
    const [here, elsewhere] = [await tokenOf('ana@example.org'), await tokenOf('ana@example.org')];
    const sessionsSeen = async (): Promise<{ id: string; isCurrent: boolean }[]> =>
      (await ask('GET', '/sessions', bearer(here))).json<{ sessions: { id: string; isCurrent: boolean }[] }>().sessions;
    const other = (await sessionsSeen())[0];
    expect(other?.isCurrent).toBe(false);
    expect((await ask('DELETE', `/sessions/${other?.id}`, bearer(here))).statusCode).toBe(204);
    expect((await ask('GET', '/me', bearer(elsewhere))).statusCode).toBe(401);
    expect((await sessionsSeen()).map(({ id }) => id)).not.toContain(other?.id);
  });

  it('does not tell somebody else’s session from one that never was', async () => {
    await aPerson(database.dataSource, { email: 'eve@example.org', password: PASSWORD });
    const [ana, eve] = [await tokenOf('ana@example.org'), await tokenOf('eve@example.org')];
    const anas = (await ask('GET', '/sessions', bearer(ana))).json<{ sessions: { id: string }[] }>().sessions[0]?.id;
    const answers = await Promise.all(
      [anas, '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', 'not-an-id', '..%2F..%2Fme'].map((id) =>
        ask('DELETE', `/sessions/${id}`, bearer(eve)),
      ),
    );
    for (const answer of answers) {
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'people.session_not_found' });
    }
    expect((await ask('GET', '/me', bearer(ana))).statusCode).toBe(200);
  });

  it('is undone by signing out, for the token and for the cookie', async () => {
    const token = await tokenOf('ana@example.org');
    const out = await ask('DELETE', '/sessions/current', { cookies: { session: token } });
    expect(out.statusCode).toBe(204);
    expect(out.headers['set-cookie']).toMatch(/^session=; Max-Age=0; Path=\/;/);
    expect((await ask('GET', '/me', bearer(token))).statusCode).toBe(401);
  });

  it('cannot be forced upon a browser, nor undone, from another site', async () => {
    const token = await tokenOf('ana@example.org');
    const fromElsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await signIn({ email: 'ana@example.org', password: PASSWORD }, fromElsewhere)).json()).toMatchObject({
      code: 'http.cross_site',
    });
    const out = await ask('DELETE', '/sessions/current', { cookies: { session: token }, headers: fromElsewhere });
    expect(out.statusCode).toBe(403);
    expect((await ask('GET', '/me', bearer(token))).statusCode).toBe(200);
  });
});

describe('signing in over https', () => {
  const database = aDatabase();
  const api = anApi(database, { PUBLIC_URL: 'https://requests.example.org' });

  it('keeps the session in a cookie that only this host can set and only https carries', async () => {
    await aPerson(database.dataSource, { email: 'ana@example.org', password: PASSWORD });
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { email: 'ana@example.org', password: PASSWORD },
    });
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-session=urs_[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});
