import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CuttableLine } from '../support/cuttable-line.js';
import { type Answer, send, tokenOf } from '../support/http.js';
import { anOwnPostgres } from '../support/own-postgres.js';
import { aPerson } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const PASSWORD = 'correct horse battery';
const DRAFT = { requestingState: 'KEN', area: 'TIP', urgency: 'routine', request: {} };
/** What a caller may be kept waiting for a "not now", with a second for a busy machine on top. */
const SOON_MS = 2_000 + 1_000;

describe('while the database is away, the API', () => {
  const postgres = anOwnPostgres((dataSource) =>
    aPerson(dataSource, { email: 'ana@example.org', password: PASSWORD, roles: ['focal-point@KEN'] }),
  );
  let line: CuttableLine;
  let api: ServiceProcess;
  let address: string;
  let token: string;

  beforeAll(async () => {
    line = await CuttableLine.to(postgres.url);
    api = new ServiceProcess('dist/apps/api/src/main.js', 'api listening', {
      DATABASE_URL: line.through(postgres.url),
      QUEUE_BACKEND: 'postgres',
      SMTP_URL: 'smtp://127.0.0.1:1',
      PORT: '0',
      METRICS_PORT: '0',
      STOP_DEADLINE_SECONDS: '5',
    });
    address = `http://127.0.0.1:${String((await api.start())['port'])}`;
    await ready();
    token = await tokenOf(address, 'ana@example.org', PASSWORD);
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await line.close();
  }, 60_000);

  const begin = (key: string): Promise<Answer> =>
    send(address, 'POST', '/api/v1/cases', { token, body: DRAFT, headers: { 'idempotency-key': key } });
  const ready = () =>
    until('the API is ready', async () => (await send(address, 'GET', '/health/ready')).status === 200, 30_000);
  const isLost = async (ask: () => Promise<Answer>): Promise<boolean> => (await ask()).status === 503;

  async function expectNotNow(): Promise<void> {
    const askedAt = performance.now();
    const answers = await Promise.all([
      begin(randomUUID()),
      send(address, 'GET', '/api/v1/cases', { token }),
      send(address, 'POST', '/api/v1/sessions', { body: { email: 'ana@example.org', password: PASSWORD } }),
    ]);
    expect(performance.now() - askedAt).toBeLessThan(SOON_MS);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'database.away' } });
      expect(answer.headers.get('retry-after')).toBe('2');
    }
    expect(await send(address, 'GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    const health = await send(address, 'GET', '/health/ready');
    expect(health).toMatchObject({ status: 503, body: { status: 'not ready', database: 'away' } });
    expect(health.headers.get('retry-after')).toBe('2');
  }

  it('says so within two seconds, stays alive, and recovers by itself when the server was killed', async () => {
    await postgres.kill();
    await expectNotNow();
    await postgres.start();
    await ready();
    expect((await begin(randomUUID())).status).toBe(201);
  }, 60_000);

  it('says so as well when the way there is cut', async () => {
    line.cut();
    await until('it has noticed', () => isLost(() => begin(randomUUID())));
    await expectNotNow();
    line.mend();
    await ready();
    expect((await begin(randomUUID())).status).toBe(201);
  }, 60_000);

  it('says so as well when the server has frozen and keeps its connections, and goes on where it thaws', async () => {
    expect((await begin(randomUUID())).status).toBe(201);
    postgres.freeze();
    try {
      await expectNotNow();
    } finally {
      postgres.thaw();
    }
    await ready();
    expect((await begin(randomUUID())).status).toBe(201);
  }, 60_000);

  it('says so as well when the way there has fallen silent', async () => {
    line.silence();
    await expectNotNow();
    line.mend();
    await ready();
    expect((await begin(randomUUID())).status).toBe(201);
  }, 60_000);

  it('gives up connections that were lost without a word, and goes on over new ones', async () => {
    await Promise.all(Array.from({ length: 10 }, () => begin(randomUUID())));
    line.lose();
    const askedAt = performance.now();
    const lost = await Promise.all([begin(randomUUID()), send(address, 'GET', '/api/v1/cases', { token })]);
    expect(performance.now() - askedAt).toBeLessThan(SOON_MS);
    for (const answer of lost) expect(answer).toMatchObject({ status: 503, body: { code: 'database.away' } });
    await until('it goes on', async () => (await begin(randomUUID())).status === 201, 30_000);
    await ready();
  }, 60_000);

  it('neither loses nor doubles what was asked for when the server is killed under it', async () => {
    const keys = Array.from({ length: 20 }, () => randomUUID());
    const asking = keys.map((key) => begin(key));
    await Promise.race(asking);
    await postgres.kill();
    const first = await Promise.all(asking);
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([201, 503]));
    await postgres.start();
    await ready();

    const again = await Promise.all(keys.map((key) => begin(key)));
    expect(again.map(({ status }) => status)).toEqual(keys.map(() => 201));
    // Whoever had an answer gets the same one: what was acknowledged outlives the server.
    first.forEach((answer, index) => {
      if (answer.status === 201) expect(again[index]?.body).toEqual(answer.body);
    });
    expect(new Set(again.map(({ body }) => (body as { id: string }).id)).size).toBe(keys.length);
  }, 60_000);

  it('comes up before its database does, and finds it', async () => {
    await api.stop();
    await postgres.kill();
    await api.start({ PORT: new URL(address).port });
    await expectNotNow();
    await postgres.start();
    await ready();
    expect((await begin(randomUUID())).status).toBe(201);
  }, 90_000);
});
