import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLogger,
  DataSource,
  PostgresInvitations,
  PostgresSessions,
  readConfiguration,
  rows,
} from '#libs/infrastructure';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LightMyRequestResponse } from 'fastify';
import { createApi } from '../../../apps/api/src/create-api.js';
import { Browser } from '../../support/browser.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { ServiceProcess } from '../../support/service-process.js';
import { until } from '../../support/until.js';

const HOME = 'http://requests.localhost:3000';
const CALLBACK = `${HOME}/api/v1/sso/callback`;

describe('signing in with an identity provider', () => {
  const database = aDatabase();
  const provider = new ServiceProcess('test/support/identity-provider.mjs', 'provider running', {}, [
    'upon-request',
    'a secret of the client',
    CALLBACK,
    HOME,
  ]);
  let folder: string;
  let issuer: string;
  let app: NestFastifyApplication;
  let browser: Browser;

  const anApi = async (environment: NodeJS.ProcessEnv): Promise<NestFastifyApplication> => {
    const configuration = readConfiguration({
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '3',
      QUEUE_BACKEND: 'postgres',
      SMTP_URL: 'smtp://localhost:1',
      PUBLIC_URL: HOME,
      ...environment,
    });
    const made = await createApi(configuration, createLogger('api', 'silent'));
    await made.init();
    await made.getHttpAdapter().getInstance().ready();
    await until('the API has found its database', () => made.get(DataSource).isInitialized);
    return made;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sso-'));
    await writeFile(join(folder, 'secret'), 'a secret of the client\n');
    issuer = `http://127.0.0.1:${String((await provider.start())['port'])}`;
    app = await anApi({
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'upon-request',
      OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
      OIDC_SECOND_FACTOR_ACR: 'urn:two',
    });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await provider.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    browser = new Browser();
  });

  const sits = (subject: string, more: { readonly acr?: string; readonly amr?: readonly string[] } = {}) =>
    fetch(`${issuer}/at-the-keyboard`, { method: 'POST', body: JSON.stringify({ subject, ...more }) });

  /** Goes to the provider and comes back: the address with the answer, and the cookie that was given on leaving. */
  async function throughTheProvider(body: object = {}): Promise<{ readonly back: URL; readonly state: string }> {
    const begun = await app.inject({ method: 'POST', url: '/api/v1/sso/attempts', payload: body });
    expect(begun.statusCode).toBe(200);
    const state = begun.cookies.find(({ name }) => name === 'sso')?.value ?? '';
    return { back: await browser.visit(begun.json<{ redirectTo: string }>().redirectTo, CALLBACK), state };
  }
  const comeBack = (back: URL, state?: string): Promise<LightMyRequestResponse> =>
    app.inject({
      method: 'GET',
      url: `/api/v1/sso/callback${back.search}`,
      ...(state !== undefined && { cookies: { sso: state } }),
    });
  async function signIn(body: object = {}): Promise<LightMyRequestResponse> {
    const { back, state } = await throughTheProvider(body);
    return comeBack(back, state);
  }
  const sessionOf = (answer: LightMyRequestResponse): string =>
    answer.cookies.find(({ name }) => name === 'session')?.value ?? '';
  async function aLinked(subject: string): Promise<{ readonly email: string; readonly personId: string }> {
    const person = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    const invitation = await new PostgresInvitations(database.dataSource).invite(person.email, null);
    await sits(subject);
    expect((await signIn({ invitation })).statusCode).toBe(303);
    return person;
  }

  it('sends the browser there with PKCE, state and nonce, each new', async () => {
    const begin = async (): Promise<URLSearchParams> => {
      const begun = await app.inject({ method: 'POST', url: '/api/v1/sso/attempts', payload: {} });
      return new URL(begun.json<{ redirectTo: string }>().redirectTo).searchParams;
    };
    const [one, two] = [await begin(), await begin()];
    expect(Object.fromEntries(one)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: CALLBACK,
      scope: 'openid',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.get(name)?.length).toBeGreaterThanOrEqual(43);
      expect(one.get(name)).not.toBe(two.get(name));
    }
  });

  it('opens a session for whom the identity was linked by invitation, by issuer and subject', async () => {
    const { personId } = await aLinked('sub-linked');
    await sits('sub-linked');
    const answer = await signIn();
    expect(answer.statusCode).toBe(303);
    const me = await app.inject({ method: 'GET', url: '/api/v1/me', cookies: { session: sessionOf(answer) } });
    expect(me.json()).toMatchObject({ personId });
    const sessions = await app.inject({
      method: 'GET',
      url: '/api/v1/sessions',
      cookies: { session: sessionOf(answer) },
    });
    expect(sessions.json<{ sessions: { method: string }[] }>().sessions[0]?.method).toBe('oidc');
    const audited = await rows(
      database.dataSource,
      `SELECT FROM audit_records WHERE kind = 'identity-linked' AND subject_id = $1`,
      [personId],
    );
    expect(audited).toHaveLength(1);
  });

  it('is opened by an administrator who names issuer and subject, and closed again at once', async () => {
    const administrator = await aPerson(database.dataSource, { roles: ['administrator'] });
    const { token } = await new PostgresSessions(database.dataSource).open({
      personId: administrator.personId,
      method: 'password',
      secondFactor: 'totp',
      userAgent: null,
      source: null,
      replacesToken: null,
    });
    const ask = (method: 'POST' | 'DELETE', path: string, payload?: object): Promise<LightMyRequestResponse> =>
      app.inject({
        method,
        url: `/api/v1/people/${path}`,
        headers: { authorization: `Bearer ${token}` },
        ...(payload && { payload }),
      });
    const person = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    const linked = await ask('POST', `${person.personId}/identities`, { issuer, subject: 'sub-by-hand' });
    expect(linked.statusCode).toBe(201);
    await sits('sub-by-hand');
    const session = sessionOf(await signIn());
    const me = (): Promise<LightMyRequestResponse> =>
      app.inject({ method: 'GET', url: '/api/v1/me', cookies: { session } });
    expect((await me()).json()).toMatchObject({ personId: person.personId });
    const { id } = linked.json<{ id: string }>();
    expect((await ask('DELETE', `${person.personId}/identities/${id}`)).statusCode).toBe(204);
    expect((await me()).statusCode).toBe(401);
    browser = new Browser();
    expect((await signIn()).json()).toMatchObject({ code: 'people.identity_not_linked' });
  });

  it('never links by an address', async () => {
    const { email } = await aPerson(database.dataSource);
    await sits(email);
    expect((await signIn()).json()).toMatchObject({ status: 403, code: 'people.identity_not_linked' });
  });

  it('links no identity twice, and uses no invitation twice', async () => {
    await aLinked('sub-taken');
    const other = await aPerson(database.dataSource);
    const invitation = await new PostgresInvitations(database.dataSource).invite(other.email, null);
    await sits('sub-taken');
    expect((await signIn({ invitation })).json()).toMatchObject({ code: 'people.identity_not_linked' });
    await sits('sub-free');
    browser = new Browser();
    expect((await signIn({ invitation })).statusCode).toBe(303);
    await sits('sub-third');
    browser = new Browser();
    expect((await signIn({ invitation })).json()).toMatchObject({ code: 'people.identity_not_linked' });
  });

  it('opens nothing for a closed account', async () => {
    const { personId } = await aLinked('sub-closed');
    await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [personId]);
    expect((await signIn()).json()).toMatchObject({ code: 'people.identity_not_linked' });
  });

  it.each<[string, { acr?: string; amr?: string[] }, boolean]>([
    ['no word of it', {}, false],
    ['another level', { acr: 'urn:one' }, false],
    ['a password alone', { amr: ['pwd'] }, false],
    ['the level that means it', { acr: 'urn:two' }, true],
    ['several methods', { amr: ['pwd', 'mfa'] }, true],
    ['a code generator', { amr: ['pwd', 'otp'] }, true],
  ])('takes %s from the provider for what it is', async (_, said, isSecondFactor) => {
    const subject = `sub-${JSON.stringify(said)}`;
    await aLinked(subject);
    await sits(subject, said);
    browser = new Browser();
    const answer = await signIn({ stepUp: true });
    const made = await app.inject({
      method: 'POST',
      url: '/api/v1/me/tokens',
      cookies: { session: sessionOf(answer) },
      payload: { name: 'a program', scopes: ['cases.read'], stateCode: 'KEN', days: 1 },
    });
    expect(made.statusCode).toBe(isSecondFactor ? 201 : 403);
  });

  it.each<[string, (back: URL, state: string) => Promise<LightMyRequestResponse>]>([
    ['without the cookie of the browser it began in', (back) => comeBack(back)],
    ['in another browser', (back) => comeBack(back, 'the state of another')],
    [
      'a second time',
      async (back, state) => {
        await comeBack(back, state);
        return comeBack(back, state);
      },
    ],
    [
      'too late',
      async (back, state) => {
        await database.dataSource.query('UPDATE sso_attempts SET expires_at = now()');
        return comeBack(back, state);
      },
    ],
    ['with another code', (back, state) => comeBack(withParameter(back, 'code', 'forged'), state)],
    ['from another issuer', (back, state) => comeBack(withParameter(back, 'iss', 'https://evil.example'), state)],
    [
      'with what was kept of another attempt',
      async (back, state) => {
        const { back: elsewhere } = await throughTheProvider();
        await database.dataSource.query(
          'UPDATE sso_attempts a SET sealed = b.sealed FROM sso_attempts b WHERE a.state_hash <> b.state_hash',
        );
        expect(elsewhere.searchParams.get('state')).not.toBe(state);
        return comeBack(back, state);
      },
    ],
    [
      'with the code of another attempt, whose verifier is another',
      async (back, state) => {
        const { back: elsewhere } = await throughTheProvider();
        return comeBack(withParameter(back, 'code', elsewhere.searchParams.get('code') ?? ''), state);
      },
    ],
    ['with nothing', (_, state) => comeBack(new URL(CALLBACK), state)],
    ['with an error', (_, state) => comeBack(new URL(`${CALLBACK}?error=access_denied&state=${state}`), state)],
  ])('is refused to whoever comes back %s, in the same words', async (_, how) => {
    await aLinked(`sub-${_}`);
    browser = new Browser();
    const { back, state } = await throughTheProvider();
    const answer = await how(back, state);
    expect(answer.json()).toMatchObject({ status: 401, code: 'people.sign_in_not_begun' });
    expect(answer.cookies.find(({ name }) => name === 'session')).toBeUndefined();
  });

  it('keeps no secret of an attempt that opens anything by itself', async () => {
    const person = await aPerson(database.dataSource);
    const invitation = await new PostgresInvitations(database.dataSource).invite(person.email, null);
    const begun = await app.inject({ method: 'POST', url: '/api/v1/sso/attempts', payload: { invitation } });
    const state = begun.cookies.find(({ name }) => name === 'sso')?.value ?? '';
    const kept = await rows<{ text: string }>(
      database.dataSource,
      'SELECT row_to_json(a)::text AS text FROM sso_attempts a',
    );
    for (const { text } of kept) {
      expect(text).not.toContain(invitation);
      expect(text).not.toContain(state);
    }
  });

  it('ends here and says where it ends there', async () => {
    await aLinked('sub-leaving');
    const session = sessionOf(await signIn());
    const out = await app.inject({ method: 'POST', url: '/api/v1/sso/sign-out', cookies: { session } });
    const { redirectTo } = out.json<{ redirectTo: string }>();
    expect(redirectTo.startsWith(`${issuer}/session/end?`)).toBe(true);
    expect(new URL(redirectTo).searchParams.get('post_logout_redirect_uri')).toBe(HOME);
    expect((await app.inject({ method: 'GET', url: '/api/v1/me', cookies: { session } })).statusCode).toBe(401);
  });

  it('is not offered where no provider is named, and not now where it is away', async () => {
    const [without, away] = [
      await anApi({}),
      await anApi({
        OIDC_ISSUER: 'http://127.0.0.1:1',
        OIDC_CLIENT_ID: 'upon-request',
        OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
      }),
    ];
    try {
      const begin = (api: NestFastifyApplication) =>
        api.inject({ method: 'POST', url: '/api/v1/sso/attempts', payload: {} });
      expect((await begin(without)).json()).toMatchObject({ status: 404, code: 'people.sso_not_offered' });
      expect((await begin(away)).json()).toMatchObject({ status: 503, code: 'people.identity_provider_away' });
    } finally {
      await Promise.all([without.close(), away.close()]);
    }
  });
});

function withParameter(address: URL, name: string, value: string): URL {
  const changed = new URL(address);
  changed.searchParams.set(name, value);
  return changed;
}
