import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import {
  createLogger,
  DataSource,
  PostgresInvitations,
  readConfiguration,
  rows,
  SecretBox,
} from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { Registry } from 'prom-client';
import { createApi } from '../../../apps/api/src/create-api.js';
import { createWorker } from '../../../apps/worker/src/create-worker.js';
import { Browser } from '../../support/browser.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { everythingStored, formsOf, placesOf, type StoredRow } from '../../support/everything-stored.js';
import { headerOf, MailServer } from '../../support/mail-server.js';
import { aCaseAtTheOffice, aStaff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { ServiceProcess } from '../../support/service-process.js';
import { signedIn } from '../../support/signed-in.js';
import { codeAt, fromBase32 } from '../../support/totp-codes.js';
import { until } from '../../support/until.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';
import { TEST_NETWORKS } from '../../support/webhooks.js';

const HOME = 'http://requests.localhost:3000';
const CALLBACK = `${HOME}/api/v1/sso/callback`;
const CLIENT_SECRET = 'a secret of the client, kept in a file';
const SMTP_PASSWORD = 'the mail server’s password?';
const PASSWORD = 'a long enough password of Ana';
const MISTYPED = 'a long enough passwrod of Ana';
const TITLE = 'Training of prosecutors';

describe('after everything that is secret has been used once', () => {
  const database = aDatabase({ template: INHABITED, poolSize: 10 });
  const mail = new MailServer({
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ password }, _session, done) =>
      password === SMTP_PASSWORD ? done(null, { user: 'us' }) : done(new Error('no')),
  });
  const provider = new ServiceProcess('test/support/identity-provider.mjs', 'provider running', {}, [
    'upon-request',
    CLIENT_SECRET,
    CALLBACK,
    HOME,
  ]);
  const stops: (() => Promise<unknown>)[] = [];
  /** Everything secret that was used, by its name. */
  const secrets = new Map<string, string | Buffer>();
  /** Addresses, names and words of a case: in the database by their nature, in no log. */
  const personal: string[] = [];
  const lines: string[] = [];
  let app: NestFastifyApplication;
  let stored: readonly StoredRow[];

  const ask = (method: 'GET' | 'POST', url: string, more: InjectOptions = {}): Promise<LightMyRequestResponse> =>
    app.inject({ method, url: `/api/v1${url}`, ...more });
  async function asked(answer: Promise<LightMyRequestResponse>, status: number): Promise<LightMyRequestResponse> {
    const given = await answer;
    if (given.statusCode !== status) throw new Error(`${given.statusCode} instead of ${status}: ${given.body}`);
    return given;
  }
  const cookieOf = (answer: LightMyRequestResponse, name: string): string =>
    answer.cookies.find((cookie) => cookie.name === name)?.value ?? '';

  async function start(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
    stops.push(() => rm(folder, { recursive: true }));
    const { privateKey } = generateKeyPairSync('ed25519');
    const [keyFile, secretFile] = [join(folder, 'key.pem'), join(folder, 'client-secret')];
    await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(secretFile, CLIENT_SECRET);
    const secretsKey = randomBytes(32);
    await mail.start();
    stops.push(() => mail.stop());
    const port = String((await provider.start())['port']);
    stops.push(() => provider.stop());
    const smtp = new URL(mail.url);
    Object.assign(smtp, { username: 'us', password: encodeURIComponent(SMTP_PASSWORD) });
    const configuration = readConfiguration({
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '5',
      QUEUE_BACKEND: 'postgres',
      SMTP_URL: smtp.href,
      PUBLIC_URL: HOME,
      SECRETS_KEY: secretsKey.toString('base64'),
      AUDIT_KEY_FILE: keyFile,
      AUDIT_CHECKPOINT_FILE: join(folder, 'checkpoints.jsonl'),
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      OIDC_CLIENT_ID: 'upon-request',
      OIDC_CLIENT_SECRET_FILE: secretFile,
      WEBHOOK_ALLOWED_NETWORKS: TEST_NETWORKS.join(','),
      REPLY_ADDRESS: 'reply@requests.example',
      REPLY_SMTP_PORT: '0',
      METRICS_PORT: '0',
      WORKER_METRICS_PORT: '0',
    });
    const log = new Writable({
      write: (chunk: Buffer, _, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    app = await createApi(configuration, createLogger('api', 'trace', log));
    stops.push(() => app.close());
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await until('the API has found its database', () => app.get(DataSource).isInitialized);
    const worker = await createWorker(configuration, createLogger('worker', 'trace', log), new Registry());
    stops.push(() => worker.stop());

    secrets.set('the key for secrets', secretsKey);
    secrets.set('the signing key', privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32));
    secrets.set(
      'the signing key as its file has it',
      await readFile(keyFile, 'utf8').then((pem) => pem.split('\n')[1] ?? ''),
    );
    secrets.set('the password of the mail server', SMTP_PASSWORD);
    secrets.set('the secret of the client', CLIENT_SECRET);
  }

  /** Somebody is invited, chooses a password, sets up a second factor and signs in with all of it. */
  async function signInWithPassword(): Promise<void> {
    const { email } = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    personal.push(email);
    const invitation = await new PostgresInvitations(database.dataSource).invite(email, null);
    secrets.set('an invitation', invitation);
    await asked(ask('POST', '/invitations/acceptance', { payload: { token: invitation, password: PASSWORD } }), 204);
    secrets.set('a password', PASSWORD);
    await asked(ask('POST', '/sessions', { payload: { email, password: MISTYPED } }), 401);
    secrets.set('a mistyped password', MISTYPED);
    // People mistype passwords into the field of the address.
    const slip = 'pass.word@of.example';
    await asked(ask('POST', '/sessions', { payload: { email: slip, password: MISTYPED } }), 401);
    secrets.set('a password in the field of the address', slip);
    const bare = await asked(ask('POST', '/sessions', { payload: { email, password: PASSWORD } }), 201);
    secrets.set('the cookie of a session', cookieOf(bare, 'session'));
    const cookies = { session: cookieOf(bare, 'session') };
    const { secret } = (await asked(ask('POST', '/me/second-factor', { cookies }), 201)).json<{ secret: string }>();
    secrets.set('the secret of a second factor', secret);
    secrets.set('the bytes of a second factor', fromBase32(secret));
    const confirmation = ask('POST', '/me/second-factor/confirmation', { cookies, payload: { code: codeAt(secret) } });
    const { recoveryCodes } = (await asked(confirmation, 200)).json<{ recoveryCodes: string[] }>();
    for (const [index, code] of recoveryCodes.entries()) {
      secrets.set(`recovery code ${index + 1}`, code);
      secrets.set(`recovery code ${index + 1} without hyphens`, code.replaceAll('-', ''));
    }
    const payload = { email, password: PASSWORD, code: recoveryCodes[0], deliver: 'token' };
    const { token } = (await asked(ask('POST', '/sessions', { payload }), 201)).json<{ token: string }>();
    secrets.set('the token of a session', token);
    const headers = { authorization: `Bearer ${token}` };
    const wish = { name: 'a program', scopes: ['cases.read'], stateCode: 'KEN', days: 3 };
    const made = (await asked(ask('POST', '/me/tokens', { headers, payload: wish }), 201)).json<{ token: string }>();
    secrets.set('an API token', made.token);
    await asked(ask('GET', '/cases', { headers: { authorization: `Bearer ${made.token}` } }), 200);
    // In an address it has no business, and is refused there.
    await asked(ask('GET', `/cases?token=${made.token}`, { headers }), 422);
    await asked(ask('GET', `/cases/${made.token}`, { headers }), 404);
    await asked(ask('GET', '/me', { headers: { authorization: `Bearer ${token.slice(0, -1)}` } }), 401);
  }

  async function signInWithProvider(): Promise<void> {
    const { email } = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    const invitation = await new PostgresInvitations(database.dataSource).invite(email, null);
    secrets.set('an invitation to link an identity', invitation);
    // One attempt is brought to its end, one is still under way when the copy is made.
    for (const name of ['finished', 'under way']) {
      const begun = await asked(
        ask('POST', '/sso/attempts', { payload: name === 'finished' ? { invitation } : {} }),
        200,
      );
      const { redirectTo } = begun.json<{ redirectTo: string }>();
      const state = cookieOf(begun, 'sso');
      const key = createHash('sha256').update(`sso-attempt ${state}`).digest();
      const attempts = await rows<{ sealed: Buffer }>(
        database.dataSource,
        'SELECT sealed FROM sso_attempts WHERE state_hash = $1',
        [createHash('sha256').update(state).digest()],
      );
      const sealed = attempts[0]?.sealed ?? Buffer.alloc(0);
      const attempt = JSON.parse(new SecretBox(key).open(sealed, 'sso-attempt').toString()) as Record<string, string>;
      expect(attempt['nonce']).toBe(new URL(redirectTo).searchParams.get('nonce'));
      secrets.set(`the state of an attempt ${name}`, state);
      secrets.set(`the nonce of an attempt ${name}`, attempt['nonce'] ?? '');
      secrets.set(`the verifier of an attempt ${name}`, attempt['codeVerifier'] ?? '');
      const back = await new Browser().visit(redirectTo, CALLBACK);
      secrets.set(`the code of an attempt ${name}`, back.searchParams.get('code') ?? '');
      if (name !== 'finished') continue;
      const answer = await asked(ask('GET', `/sso/callback${back.search}`, { cookies: { sso: state } }), 303);
      secrets.set('the session of an identity', cookieOf(answer, 'session'));
    }
  }

  async function webhookAndMail(): Promise<void> {
    const api = { app };
    const staff = await aStaff(api, database);
    const receiver = await new WebhookReceiver().start();
    stops.push(() => receiver.stop());
    const head = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['office-head@ROEA'] }));
    const registered = await asked(head('POST', '/webhooks', { officeCode: 'ROEA', url: receiver.url }), 201);
    const { id, secret } = registered.json<{ id: string; secret: string }>();
    const rotated = await asked(head('POST', `/webhooks/${id}/secret`, {}), 201);
    const bytesOf = (shown: string): Buffer => Buffer.from(shown.slice('whsec_'.length), 'base64');
    secrets.set('the first secret of a webhook', secret);
    secrets.set('its bytes', bytesOf(secret));
    secrets.set('the next secret of a webhook', rotated.json<{ secret: string }>().secret);
    secrets.set('the bytes of that', bytesOf(rotated.json<{ secret: string }>().secret));
    await asked(head('POST', `/webhooks/${id}/test`), 202);
    const { caseId } = await aCaseAtTheOffice(staff);
    personal.push(TITLE, 'The State asks for a course');
    await until('the receiver was told, with a signature', () =>
      receiver.received.some(
        ({ headers, body }) => headers['webhook-signature'] !== undefined && body.includes(caseId),
      ),
    );
    const letter = await until('a letter came that can be answered', () =>
      mail.received.find(({ source }) => headerOf({ to: [], source }, 'Reply-To') !== undefined),
    );
    const replyTo = /reply\+([^@>]+)@/.exec(headerOf(letter, 'Reply-To') ?? '')?.[1] ?? '';
    expect(replyTo.length).toBeGreaterThan(20);
    secrets.set('an address for an answer', replyTo);
  }

  beforeAll(async () => {
    await start();
    await signInWithPassword();
    await signInWithProvider();
    await webhookAndMail();
    await until(
      'all was sealed',
      async () => {
        const [left] = await rows<{ count: number }>(
          database.dataSource,
          'SELECT count(*)::int AS count FROM audit_records r WHERE NOT EXISTS (SELECT FROM audit_entries a WHERE a.record_id = r.id)',
        );
        return left?.count === 0;
      },
      30_000,
    );
    stored = await everythingStored(database);
  }, 120_000);
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  }, 60_000);

  it('a copy of the database holds none of it, in clear, in hexadecimal or in Base64', () => {
    expect(secrets.size).toBeGreaterThan(40);
    expect([...secrets].filter(([, secret]) => secret.length < 8)).toEqual([]);
    const found = [...secrets].map(([name, secret]) => [name, placesOf(secret, stored)] as const);
    expect(found.filter(([, places]) => places.length > 0)).toEqual([]);
  });

  it('nothing that API and worker logged holds any of it, nor anybody’s address, nor a word of a case', () => {
    const logged = lines.map((text) => ({ table: text.slice(0, 200), text }));
    expect(logged.length).toBeGreaterThan(30);
    const looked = [...secrets, ...personal.map((text) => [text, text] as const)];
    const found = looked.map(([name, secret]) => [name, placesOf(secret, logged)] as const);
    expect(found.filter(([, places]) => places.length > 0)).toEqual([]);
  });

  it('and whoever looks for something that is there finds it, in whatever form', () => {
    expect(placesOf(personal[0] ?? '', stored)).toContain('public.people');
    const secret = randomBytes(20).toString('base64url');
    for (const form of [
      secret,
      Buffer.from(secret).toString('hex').toUpperCase(),
      Buffer.from(`a${secret}b`).toString('base64'),
      Buffer.from(`ab ${secret}`).toString('base64url'),
      Buffer.from(`{"x":"${secret}"}`).toString('base64'),
    ])
      expect([form, placesOf(secret, [{ table: 'somewhere', text: `before ${form} after` }])]).toEqual([
        form,
        ['somewhere'],
      ]);
    expect(formsOf(secret).every((form) => form.length > 20)).toBe(true);
  });
});
