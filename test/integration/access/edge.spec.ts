import { Writable } from 'node:stream';
import { DataSource, readConfiguration, RequestCounts } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { createApi } from '../../../apps/api/src/create-api.js';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { until } from '../../support/until.js';
import { aTokenOf } from './world.js';

describe('the edge of the API', () => {
  const database = aDatabase();
  const api = anApi(database);
  let token: string;

  beforeAll(async () => {
    token = await aTokenOf(database, (await aPerson(database.dataSource, { roles: ['focal-point@KEN'] })).personId);
  });

  const ask = (options: InjectOptions): Promise<LightMyRequestResponse> =>
    api.app.inject({ ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } });

  it.each([
    '/api/v1/cases/..%2f..%2f..%2fetc%2fpasswd',
    '/api/v1//me',
    '//api/v1/me',
    '/api/v1/me/',
    '/API/V1/ME',
    '/api/v1/me;a=b',
    '/api/v1/me%00',
    '/api/v1/me%0d%0aset-cookie:%20a=b',
    '/api/v1/%c0%ae%c0%ae/me',
    '/api/v1/cases/%zz',
    `/api/v1/cases/${'a'.repeat(5_000)}`,
    `/api/v1/cases?${'a=b&'.repeat(5_000)}`,
    '/api/v1/cases?limit[$gt]=1',
    '/api/v1/cases?__proto__[isCleared]=true',
    '/api/v1/cases?constructor.prototype.isCleared=true',
    '/api/v1/cases?area=FIR&area=TER',
    '/api/v1/cases?limit=1&limit=100',
    '/api/v1/cases?sort=changedAt;DROP%20TABLE%20cases',
    '/api/v1/cases?cursor=%27%20OR%201=1',
  ])('answers %s with a refusal, whoever asks, and opens nothing by another way in', async (url) => {
    for (const headers of [{}, { authorization: 'Bearer none' }]) {
      const answer = await ask({ method: 'GET', url, headers });
      expect([400, 401, 404, 414, 422]).toContain(answer.statusCode);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.body).not.toMatch(/node_modules|postgres|syntax error|root:/);
    }
  });

  it.each([
    ['x-http-method-override', 'DELETE'],
    ['x-http-method', 'DELETE'],
    ['x-method-override', 'DELETE'],
    ['x-original-url', '/health/live'],
    ['x-rewrite-url', '/health/live'],
    ['x-forwarded-prefix', '/health'],
    ['x-forwarded-host', 'evil.example'],
    ['x-forwarded-proto', 'https'],
    ['x-user-id', 'somebody'],
  ])('pays no heed to %s', async (name, value) => {
    const plain = await ask({ method: 'GET', url: '/api/v1/sessions' });
    const dressed = await ask({ method: 'GET', url: '/api/v1/sessions', headers: { [name]: value } });
    expect([dressed.statusCode, dressed.json()]).toEqual([plain.statusCode, plain.json()]);
    expect((await ask({ method: 'POST', url: '/api/v1/me?_method=DELETE', payload: {} })).statusCode).toBe(404);
  });

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'OPTIONS', 'PUT'])('has nothing for %s', async (method) => {
    expect((await ask({ method: method, url: '/api/v1/me' })).statusCode).toBe(404);
  });

  it.each([
    ['no token', undefined],
    ['an empty one', 'Bearer '],
    ['another scheme', 'Basic YTpi'],
    ['a forged one', `Bearer urs_${'A'.repeat(43)}`],
    ['a truncated one', 'Bearer urs_short'],
    ['a token of another kind', `Bearer uri_${'A'.repeat(43)}`],
    ['one with SQL in it', `Bearer urs_' OR '1'='1`],
    ['one without end', `Bearer urs_${'A'.repeat(8_000)}`],
    ['characters of no header', 'Bearer \u00e9\u00ff'],
  ])('says the same to %s', async (_, authorization) => {
    const answer = await api.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: { ...(authorization !== undefined && { authorization }) },
    });
    expect(answer.json()).toMatchObject({ status: 401, code: 'people.not_signed_in' });
  });

  it('lets nobody assign what is not asked for', async () => {
    const payload = {
      requestingState: 'KEN',
      area: 'ROL',
      urgency: 'routine',
      sensitivity: 'unclassified',
      leadOffice: 'ROEA',
      createdBy: 'me',
      version: 9,
      snapshot: { state: 'closed' },
    };
    const answer = await ask({ method: 'POST', url: '/api/v1/cases', payload });
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { pointer: string; code: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/sensitivity', '/leadOffice', '/createdBy', '/version', '/snapshot']),
    );
  });

  it('is closed to pages of other sites, and says how browsers are to treat it', async () => {
    const origin = 'https://evil.example';
    for (const answer of [
      await ask({ method: 'GET', url: '/api/v1/me', headers: { origin } }),
      await ask({ method: 'OPTIONS', url: '/api/v1/me', headers: { origin, 'access-control-request-method': 'PUT' } }),
    ]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.headers).not.toHaveProperty('server');
    }
  });

  describe('counting requests', () => {
    const apis: NestFastifyApplication[] = [];
    const lines: string[] = [];
    const anInstance = async (environment: NodeJS.ProcessEnv): Promise<NestFastifyApplication> => {
      const configuration = readConfiguration({
        DATABASE_URL: database.url,
        DATABASE_POOL_SIZE: '3',
        QUEUE_BACKEND: 'postgres',
        SMTP_URL: 'smtp://localhost:1',
        ...environment,
      });
      const log = new Writable({
        write: (chunk: Buffer, _, done) => {
          lines.push(String(chunk));
          done();
        },
      });
      const app = await createApi(configuration, pino({ level: 'debug' }, log));
      apis.push(app);
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      await until('the API has found its database', () => app.get(DataSource).isInitialized);
      return app;
    };
    const from = (app: NestFastifyApplication, remoteAddress: string, headers = {}, url = '/api/v1/me') =>
      app.inject({ method: 'GET', url, remoteAddress, headers });

    afterAll(() => Promise.all(apis.map((app) => app.close())));

    it('stops a source that asks too much, tells it when to come back, and no other', async () => {
      const app = await anInstance({ REQUESTS_PER_MINUTE_SOURCE: '5' });
      let answer = await from(app, '198.51.100.7');
      // However the minute turns meanwhile, six within one come soon.
      for (let asked = 0; asked < 12 && answer.statusCode === 401; asked += 1) answer = await from(app, '198.51.100.7');
      expect(answer.json()).toMatchObject({ status: 429, code: 'http.too_many' });
      expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(answer.headers['x-frame-options']).toBe('DENY');
      expect((await from(app, '198.51.100.8')).statusCode).toBe(401);
      for (let asked = 0; asked < 12; asked += 1)
        expect((await from(app, '198.51.100.7', {}, '/health/live')).statusCode).toBe(200);
    });

    it('counts a network of IPv6 as one source, and addresses that are not there as well', async () => {
      const app = await anInstance({ REQUESTS_PER_MINUTE_SOURCE: '5' });
      const statuses: number[] = [];
      for (let asked = 0; asked < 12; asked += 1)
        statuses.push((await from(app, `2001:db8::${asked + 1}`, {}, '/nowhere')).statusCode);
      expect(new Set(statuses)).toEqual(new Set([404, 429]));
    });

    it('believes a proxy of ours about the source, and nobody else', async () => {
      const app = await anInstance({ REQUESTS_PER_MINUTE_SOURCE: '5', TRUSTED_PROXIES: '10.1.0.0/16' });
      const claimed = async (proxy: string): Promise<Set<number>> => {
        const statuses = new Set<number>();
        for (let asked = 0; asked < 12; asked += 1)
          statuses.add((await from(app, proxy, { 'x-forwarded-for': `203.0.113.${asked}` })).statusCode);
        return statuses;
      };
      expect(await claimed('10.1.2.3')).toEqual(new Set([401]));
      expect(await claimed('10.2.2.3')).toEqual(new Set([401, 429]));
    });

    it('counts a person over all their sessions', async () => {
      const app = await anInstance({ REQUESTS_PER_MINUTE_PERSON: '5' });
      const { personId } = await aPerson(database.dataSource);
      const statuses: number[] = [];
      for (let asked = 0; asked < 12; asked += 1) {
        const bearer = { authorization: `Bearer ${await aTokenOf(database, personId)}` };
        statuses.push((await from(app, `198.51.100.${asked}`, bearer)).statusCode);
      }
      expect(new Set(statuses)).toEqual(new Set([200, 429]));
    });

    it('tells browsers to come back by https alone where it is served so', async () => {
      const [plain, secure] = [await anInstance({}), await anInstance({ PUBLIC_URL: 'https://requests.example.org' })];
      expect((await from(plain, '::1')).headers).not.toHaveProperty('strict-transport-security');
      expect((await from(secure, '::1')).headers['strict-transport-security']).toMatch(/max-age=31536000/);
    });

    it('counts over all instances, within a second', async () => {
      const at = 1_800_000_000_000;
      const [one, two] = [1, 2].map(
        () =>
          new RequestCounts(
            database.dataSource,
            () => undefined,
            () => at,
          ),
      );
      for (let asked = 0; asked < 7; asked += 1) one?.count('somebody');
      await one?.share();
      expect(two?.count('somebody')).toBe(1);
      await two?.share();
      expect(two?.count('somebody')).toBe(9);
      await one?.share();
      expect(one?.count('somebody')).toBe(8);
      await one?.share();
      expect(one?.count('somebody')).toBe(10);
      expect(two?.count('somebody else')).toBe(1);
    });

    it('writes no line of a log that a caller has worded', async () => {
      const app = await anInstance({});
      lines.length = 0;
      const forged = '/api/v1/cases/%0a%7b%22level%22:60,%22msg%22:%22forged%22%7d';
      await from(app, '198.51.100.9', { authorization: `Bearer ${token}`, 'user-agent': 'a\tforged' }, forged);
      await from(app, '198.51.100.9', { authorization: 'Bearer urs_secret' });
      await until('both are logged', () => lines.filter((line) => line.includes('"msg":"request"')).length >= 2);
      for (const line of lines) {
        expect(() => JSON.parse(line) as unknown).not.toThrow();
        expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' });
        expect(line).not.toContain(token);
        expect(line).not.toContain('urs_secret');
      }
    });
  });
});

describe('the configuration of the edge', () => {
  const GOOD = { DATABASE_URL: 'postgres://x/y', QUEUE_BACKEND: 'postgres', SMTP_URL: 'smtp://x' };

  it.each(['everybody', '10.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.1/8/8', '10.0.0'])(
    'does not trust "%s" as a proxy',
    (value) => expect(() => readConfiguration({ ...GOOD, TRUSTED_PROXIES: value })).toThrow(/TRUSTED_PROXIES/),
  );

  it('trusts nobody unless told', () => {
    expect(readConfiguration(GOOD).api.trustedProxies).toEqual([]);
    expect(readConfiguration({ ...GOOD, TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).api.trustedProxies).toEqual([
      '10.0.0.0/8',
      '::1',
    ]);
  });
});
