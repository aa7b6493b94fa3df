import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { PostgresSessions } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { addUsersCommands } from '../../../apps/cli/src/people/users.commands.js';
import { anApi } from '../../support/api.js';
import { commandsOn } from '../../support/commands.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { everythingStored } from '../../support/everything-stored.js';
import { TABLE } from './expected-access.js';
import { aTokenOf, aWorld, type World } from './world.js';

/** Whoever says nothing for so long has said everything. */
const QUIET_MS = 3_000;

/** What no caller is asked for, by whatever name it goes in the database or in a view. */
const PROTECTED = {
  isCleared: true,
  is_cleared: true,
  personId: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10',
  roles: [{ role: 'administrator', stateCode: null, officeCode: null }],
  version: 900,
  createdBy: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10',
  secondFactor: 'totp',
  isSteppedUp: true,
  needsEndorsement: false,
  endorsedBy: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10',
  expiresAt: '2099-01-01T00:00:00Z',
  passwordHash: 'x',
};

describe('somebody who means harm', () => {
  const database = aDatabase({ template: INHABITED });
  const api = anApi(database, {
    SECRETS_KEY: randomBytes(32).toString('base64'),
    REQUESTS_PER_MINUTE_PERSON: '1000000',
  });
  let token: string;
  let world: World;
  let port: number;

  const ask = (options: InjectOptions): Promise<LightMyRequestResponse> => api.app.inject(options);
  const bearer = (given: string) => ({ authorization: `Bearer ${given}` });
  const aSession = async (
    roles: readonly string[] = [],
  ): Promise<{ token: string; email: string; personId: string }> => {
    const person = await aPerson(database.dataSource, { roles });
    return { ...person, token: await aTokenOf(database, person.personId) };
  };
  /** The body of the answer to whoever has no session, without what differs in any two answers. */
  const saidTo = async (headers: Record<string, string>): Promise<unknown> => {
    const answer = await ask({ method: 'GET', url: '/api/v1/me', headers });
    const { requestId: _, ...said } = answer.json<Record<string, unknown>>();
    return said;
  };

  beforeAll(async () => {
    ({ token } = await aSession(['focal-point@KEN']));
    world = await aWorld(api, database);
    await api.app.listen(0, '127.0.0.1');
    port = Number(new URL(await api.app.getUrl()).port);
  }, 60_000);

  describe('with a credential that was good once, or for something else', () => {
    const update =
      (set: string) =>
      async (given: string): Promise<string> => {
        await database.dataSource.query(`UPDATE sessions SET ${set} WHERE token_hash = sha256($1::bytea)`, [
          Buffer.from(given),
        ]);
        return given;
      };
    const cases: readonly (readonly [string, (session: Awaited<ReturnType<typeof aSession>>) => Promise<string>])[] = [
      ['signed out of', ({ token: given }) => update('revoked_at = now()')(given)],
      ['left alone for an hour', ({ token: given }) => update(`last_seen_at = now() - interval '61 minutes'`)(given)],
      ['older than a working day', ({ token: given }) => update('expires_at = now()')(given)],
      [
        'of a closed account',
        async ({ token: given, email }) => {
          await commandsOn(database, addUsersCommands)(['users', 'deactivate', email]);
          return given;
        },
      ],
      ['cut short', ({ token: given }) => Promise.resolve(given.slice(0, -1))],
      ['with something behind it', ({ token: given }) => Promise.resolve(`${given}A`)],
      ['with another last character', ({ token: given }) => Promise.resolve(`${given.slice(0, -1)}~`)],
      ['in other letters', ({ token: given }) => Promise.resolve(given.toUpperCase())],
      ['under the prefix of API tokens', ({ token: given }) => Promise.resolve(given.replace('urs_', 'urt_'))],
      ['under the prefix of invitations', ({ token: given }) => Promise.resolve(given.replace('urs_', 'uri_'))],
      ['twice', ({ token: given }) => Promise.resolve(`${given}, Bearer ${given}`)],
      [
        'in its hashed form',
        ({ token: given }) => Promise.resolve(`urs_${Buffer.from(given).toString('hex').slice(0, 43)}`),
      ],
    ];
    it.each(cases)('%s: it opens nothing, in the words of one that never was', async (_, spoil) => {
      const session = await aSession(['focal-point@KEN']);
      expect((await ask({ method: 'GET', url: '/api/v1/me', headers: bearer(session.token) })).statusCode).toBe(200);
      const spoilt = await spoil(session);
      const never = await saidTo(bearer(`urs_${randomBytes(32).toString('base64url')}`));
      expect(await saidTo(bearer(spoilt))).toEqual(never);
      expect(await saidTo({ cookie: `session=${encodeURIComponent(spoilt)}` })).toEqual(never);
    });

    it('in an address or a body it opens nothing', async () => {
      for (const url of [`/api/v1/me?access_token=${token}`, `/api/v1/me?authorization=Bearer%20${token}`])
        expect((await ask({ method: 'GET', url })).statusCode).toBe(401);
      const body = { token, authorization: `Bearer ${token}` };
      expect((await ask({ method: 'POST', url: '/api/v1/me/tokens', payload: body })).statusCode).toBe(401);
    });

    it('of several cookies of one name one counts, and a bad Bearer is not mended by any', async () => {
      const other = `session=urs_${'A'.repeat(43)}`;
      for (const cookie of [`${other}; session=${token}`, `session=${token}; ${other}`])
        expect([200, 401]).toContain((await ask({ method: 'GET', url: '/api/v1/me', headers: { cookie } })).statusCode);
      const headers = { cookie: `session=${token}`, authorization: 'Bearer urs_none' };
      expect((await ask({ method: 'GET', url: '/api/v1/me', headers })).statusCode).toBe(401);
    });

    it('is not let in by a session whose second factor was shown in another', async () => {
      const { personId, token: steppedUp } = await aSession(['focal-point@KEN']);
      const plain = await new PostgresSessions(database.dataSource).open({
        personId,
        method: 'password',
        userAgent: null,
        source: null,
        replacesToken: null,
      });
      const wish = { name: 'a program', scopes: ['cases.read'], stateCode: 'KEN', days: 1 };
      const make = (given: string) =>
        ask({ method: 'POST', url: '/api/v1/me/tokens', headers: bearer(given), payload: wish });
      expect((await make(plain.token)).json()).toMatchObject({ code: 'people.step_up_needed' });
      expect((await make(steppedUp)).statusCode).toBe(201);
    });
  });

  /** Writes bytes to the socket as they are and gives what came back until the other side closes or has nothing more to say. */
  const written = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      const chunks: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
      socket.on('error', reject);
      socket.setTimeout(QUIET_MS, () => socket.destroy());
    });
  const statusesIn = (text: string): readonly number[] =>
    [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

  it.each([
    '/api/v1/%2e%2e/v1/me',
    '/api/v1/me/%2e',
    '/api/v1/me/.',
    '/api/v1/me/../me',
    '/api/v1/me.',
    '/api/v1/me..',
    '/api/v1/me%20',
    '/api/v1/me%09',
    '/api/v1/%6de%2f',
    '/api%2fv1%2fme',
    '/api/v1\\me',
    '/api/v1/me%5c',
    '/api/v1/./me',
    '/api/v1/sessions/current%2f..%2f..%2fme',
    '/api/v1/me%ef%bc%8e',
    '/api/v1/me/%00/../..',
    '/api/v1/me%c2%a0',
    '/api/v1/cases/.',
    '/api/v1/cases/%2e%2e',
    '/api/v1/cases/%2e%2e%2fme',
    '/api/v1/cases//history',
    '/api/v1/people/%2e%2e%2fme/identities',
    '/health/live/../../api/v1/me',
    '/health/live%2f..%2f..%2fapi%2fv1%2fme',
  ])('asks for %s, which no client resolved, and gets nothing of anybody', async (url) => {
    for (const line of ['', `Authorization: Bearer ${token}\r\n`]) {
      const text = await written(`GET ${url} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${line}\r\n`);
      expect([400, 401, 403, 404]).toContain(statusesIn(text)[0]);
      expect(text).not.toMatch(/node_modules|at \w+ \(|SELECT |personId/);
    }
  });

  it.each<[string, (authorization: string) => string]>([
    [
      'an absolute address of another host',
      () => 'GET http://evil.example/api/v1/me HTTP/1.1\r\nHost: evil.example\r\n',
    ],
    ['no host', () => 'GET /api/v1/me HTTP/1.1\r\n'],
    ['two hosts', () => 'GET /api/v1/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n'],
    ['two lengths', () => 'POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 40\r\n'],
    [
      'a length and chunks (a request smuggled behind another)',
      (line) =>
        `POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/me HTTP/1.1\r\nHost: a\r\n${line}`,
    ],
    [
      'chunks that are none',
      () => 'POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ],
    ['a length below zero', () => 'POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n'],
    ['a header that goes on in the next line', (line) => `GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-A: b\r\n ${line}`],
    ['a space before the colon', () => `GET /api/v1/me HTTP/1.1\r\nHost: a\r\nAuthorization : Bearer x\r\n`],
    ['a header with a line feed alone', () => 'GET /api/v1/me HTTP/1.1\nHost: a\nX-Evil: b\n'],
    ['a NUL in a header', () => 'GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-Evil: a\0b\r\n'],
    ['another protocol', () => 'GET /api/v1/me HTTP/9.9\r\nHost: a\r\n'],
    ['headers without end', () => `GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(70_000)}\r\n`],
    ['a method that is none', () => 'BREW /api/v1/me HTTP/1.1\r\nHost: a\r\n'],
  ])('writes a request with %s, and learns nothing by it', async (_, request) => {
    const text = await written(`${request(`Authorization: Bearer urs_${'A'.repeat(43)}\r\n`)}\r\n`);
    const statuses = statusesIn(text);
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
    expect(text).not.toMatch(/x-evil|evil\.example|personId|node_modules/i);
  });

  it('shows two Authorization headers and is taken by one of them or by none', async () => {
    const good = `Authorization: Bearer ${token}\r\n`;
    const bad = `Authorization: Bearer urs_${'A'.repeat(43)}\r\n`;
    const head = 'GET /api/v1/me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n';
    // The first counts, whichever proxy or program reads them: what was added behind it changes nothing.
    expect(statusesIn(await written(`${head}${bad}${good}\r\n`))).toEqual([401]);
    expect(statusesIn(await written(`${head}${good}${bad}\r\n`))).toEqual([200]);
  });

  it('names another host, another request or another language, and nothing of it comes back', async () => {
    const answer = await ask({
      method: 'POST',
      url: '/api/v1/cases',
      headers: {
        ...bearer(token),
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
        'x-request-id': 'evil-request',
        'request-id': 'evil-request',
        'accept-language': `${'xx-evil;q=0.9,'.repeat(2_000)}fr`,
        'user-agent': 'evil'.repeat(500),
      },
      payload: { requestingState: 'KEN', area: 'ROL', urgency: 'routine', request: { title: 'A draft' } },
    });
    expect(answer.statusCode).toBe(201);
    expect(String(answer.headers['location'])).toMatch(/^\/api\/v1\/cases\/[0-9a-f-]{36}$/);
    expect(JSON.stringify([answer.headers, answer.body])).not.toContain('evil');
    const document = await ask({ method: 'GET', url: '/api/openapi.json', headers: { host: 'evil.example' } });
    expect(document.body).not.toContain('evil.example');
  });

  it.each([
    ['another character set', 'application/json; charset=utf-16', Buffer.from('{"a":1}', 'utf16le')],
    ['a mark in front', 'application/json', Buffer.from('\ufeff{"email":"a@b.example","password":"x"}')],
    ['bytes that are no text', 'application/json', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['a type like an object', 'application/json; __proto__=x', Buffer.from('{}')],
    ['a type without end', `application/${'j'.repeat(4_000)}son`, Buffer.from('{}')],
    ['no type', '', Buffer.from('{"email":"a@b.example"}')],
    ['a form with files', 'multipart/form-data; boundary=x', Buffer.from('--x--')],
  ])('sends a body in %s, and is told so', async (_, type, payload) => {
    const answer = await ask({
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { ...(type !== '' && { 'content-type': type }) },
      payload,
    });
    expect([400, 401, 415, 422]).toContain(answer.statusCode);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).not.toMatch(/SyntaxError|Unexpected|position \d/);
  });

  it('adds what nobody asked for to whatever has a body, and gets none of it in', async () => {
    const people = ['focal point', 'head', 'HQ cleared', 'administrator'] as const;
    const facts = async (): Promise<readonly string[]> =>
      (await everythingStored(database))
        .filter(({ table }) => ['public.people', 'public.role_assignments', 'public.case_need_to_know'].includes(table))
        .map(({ text }) => text)
        .sort();
    const before = await facts();
    const surprises: unknown[] = [];
    let refusedByName = 0;
    for (const row of TABLE.filter(({ call }) => typeof call?.body === 'object')) {
      const [method = '', path = ''] = row.operation.split(' ');
      const params: Readonly<Record<string, string>> = {
        caseId: world.cases.own,
        ...row.call?.params?.(world, 'own'),
      };
      const url = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? world.someId);
      const body = row.call?.body ?? {};
      // Whoever enters an account may say that it is cleared; no other body has such a field.
      const announced = row.operation === 'POST /api/v1/people' ? ['isCleared'] : [];
      const added = Object.entries(PROTECTED).filter(
        ([name]) => !Object.hasOwn(body, name) && !announced.includes(name),
      );
      for (const subject of people) {
        const answer = await ask({
          method: method,
          url,
          headers: { ...row.call?.headers, ...bearer(await aTokenOf(database, world.people[subject].personId)) },
          payload: { ...body, ...Object.fromEntries(added) },
        });
        const missed = added.filter(([name]) => !answer.body.includes(`"pointer":"/${name}"`));
        // Whoever gets as far as the form is told of every field; others are refused before it.
        if (answer.statusCode === 422) refusedByName += added.length - missed.length;
        if (answer.statusCode < 400 || answer.statusCode >= 500 || (answer.statusCode === 422 && missed.length > 0))
          surprises.push([row.operation, subject, answer.statusCode, missed.map(([name]) => name)]);
      }
    }
    expect(surprises).toEqual([]);
    expect(refusedByName).toBeGreaterThan(500);
    expect(await facts()).toEqual(before);
  }, 180_000);
});
