import { randomBytes } from 'node:crypto';
import type { Actor } from '#libs/domain';
import { PostgresInvitations, rows } from '#libs/infrastructure';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { codeAt, fromBase32 } from '../../support/totp-codes.js';

const PASSWORD = 'correct horse battery';

describe('a second factor', () => {
  const database = aDatabase();
  const api = anApi(database, { SECRETS_KEY: randomBytes(32).toString('base64') });
  let ana: Actor & { email: string };
  let ask: Awaited<ReturnType<typeof signedIn>>;
  let secret: string;
  let recoveryCodes: string[];

  const signIn = (code?: string, password = PASSWORD): Promise<LightMyRequestResponse> =>
    api.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { email: ana.email, password, deliver: 'token', ...(code && { code }) },
    });
  /** A code that counts now; `later` asks for one of the steps still to come, since no code counts twice. */
  const codeNow = (later = 0): string => codeAt(secret, later * 30_000);
  /** Lets the last code taken lie further back, as waiting would. */
  const wait = (): Promise<unknown> =>
    database.dataSource.query('UPDATE totp_credentials SET last_step = last_step - 10');

  beforeEach(async () => {
    ana = await aPerson(database.dataSource, { password: PASSWORD });
    ask = await signedIn(api, database, ana, null);
    secret = (await ask('POST', '/me/second-factor')).json<{ secret: string }>().secret;
    recoveryCodes = (await ask('POST', '/me/second-factor/confirmation', { code: codeNow() })).json<{
      recoveryCodes: string[];
    }>().recoveryCodes;
    await wait();
  });

  it('is asked for once it is confirmed, and only after the right password', async () => {
    expect((await signIn()).json()).toMatchObject({ status: 401, code: 'people.second_factor_needed' });
    expect((await signIn(undefined, 'wrong')).json()).toMatchObject({ status: 401, code: 'people.sign_in_refused' });
    expect((await signIn('000000')).json()).toMatchObject({ status: 401, code: 'people.second_factor_refused' });
    expect((await signIn(codeNow())).statusCode).toBe(201);
  });

  it('is not asked for while it is only begun', async () => {
    const ben = await aPerson(database.dataSource, { password: PASSWORD });
    await (
      await signedIn(api, database, ben)
    )('POST', '/me/second-factor');
    ana = ben;
    expect((await signIn()).statusCode).toBe(201);
  });

  it('takes no code twice, nor one that came before it', async () => {
    const code = codeNow();
    expect((await signIn(code)).statusCode).toBe(201);
    expect((await signIn(code)).statusCode).toBe(401);
    expect((await signIn(codeNow(-1))).statusCode).toBe(401);
  });

  it('lets one in of two who show the same code at the same time', async () => {
    const code = codeNow();
    const answers = await Promise.all([signIn(code), signIn(code), signIn(code)]);
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
  });

  it('can be replaced by each recovery code once, however it is typed', async () => {
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = '', second = ''] = recoveryCodes;
    expect((await signIn(first)).statusCode).toBe(201);
    expect((await signIn(first)).statusCode).toBe(401);
    expect((await signIn(second.toLowerCase().replaceAll('-', ' '))).statusCode).toBe(201);
  });

  it('is in the database only as a text that needs another key, bound to its person', async () => {
    const text = JSON.stringify(
      await rows(database.dataSource, `SELECT encode(secret, 'hex') AS secret FROM totp_credentials`),
    );
    expect(text).not.toContain(fromBase32(secret).toString('hex'));
    const codes = JSON.stringify(
      await rows(database.dataSource, `SELECT encode(code_hash, 'escape') AS hash FROM recovery_codes`),
    );
    for (const code of recoveryCodes) expect(codes).not.toContain(code.replaceAll('-', ''));
    const ben = await aPerson(database.dataSource, { password: PASSWORD });
    await database.dataSource.query(
      `INSERT INTO totp_credentials (person_id, secret, confirmed_at) SELECT $1, secret, confirmed_at FROM totp_credentials WHERE person_id = $2`,
      [ben.personId, ana.personId],
    );
    ana = ben;
    expect((await signIn(codeNow())).statusCode).toBe(500);
  });

  it('is shown again for what asks for more than a session', async () => {
    expect((await ask('DELETE', '/me/second-factor')).json()).toMatchObject({
      status: 403,
      code: 'people.step_up_needed',
      withinMinutes: 15,
    });
    expect((await ask('POST', '/sessions/current/second-factor', { code: '000000' })).statusCode).toBe(401);
    expect((await ask('POST', '/sessions/current/second-factor', { code: codeNow() })).statusCode).toBe(204);
    await database.dataSource.query(`UPDATE sessions SET second_factor_at = second_factor_at - interval '16 minutes'`);
    expect((await ask('DELETE', '/me/second-factor')).statusCode).toBe(403);
    await wait();
    expect((await ask('POST', '/sessions/current/second-factor', { code: codeNow() })).statusCode).toBe(204);
    expect((await ask('DELETE', '/me/second-factor')).statusCode).toBe(204);
    expect((await signIn()).statusCode).toBe(201);
  });

  it('cannot be guessed in a session that was left open', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1)
      await ask('POST', '/sessions/current/second-factor', { code: '000000' });
    expect((await ask('POST', '/sessions/current/second-factor', { code: codeNow() })).statusCode).toBe(429);
  });

  it('is not set up a second time, nor in a session that has been open for a while', async () => {
    expect((await ask('POST', '/me/second-factor')).json()).toMatchObject({
      status: 409,
      code: 'people.second_factor_present',
    });
    const ben = await aPerson(database.dataSource);
    const askBen = await signedIn(api, database, ben);
    await database.dataSource.query(
      `UPDATE sessions SET created_at = created_at - interval '16 minutes' WHERE person_id = $1`,
      [ben.personId],
    );
    expect((await askBen('POST', '/me/second-factor')).json()).toMatchObject({
      status: 403,
      code: 'people.fresh_sign_in_needed',
    });
  });
});

describe('an invitation', () => {
  const database = aDatabase();
  const api = anApi(database);
  const accept = (token: string, password: string): Promise<LightMyRequestResponse> =>
    api.app.inject({ method: 'POST', url: '/api/v1/invitations/acceptance', payload: { token, password } });
  const invite = (email: string): Promise<string> => new PostgresInvitations(database.dataSource).invite(email, null);

  it('lets somebody choose a password that nobody else knows, once', async () => {
    const ana = await aPerson(database.dataSource);
    const token = await invite(ana.email);
    expect((await accept(token, PASSWORD)).statusCode).toBe(204);
    const signIn = await api.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { email: ana.email, password: PASSWORD },
    });
    expect(signIn.statusCode).toBe(201);
    expect((await accept(token, 'another good password')).json()).toMatchObject({
      status: 404,
      code: 'people.invitation_not_valid',
    });
  });

  it('is used by one of two at the same time', async () => {
    const token = await invite((await aPerson(database.dataSource)).email);
    const answers = await Promise.all([accept(token, PASSWORD), accept(token, 'another good password')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 404]);
  });

  it('stays good after a password that will not do', async () => {
    const token = await invite((await aPerson(database.dataSource)).email);
    expect((await accept(token, 'password1234')).json()).toMatchObject({
      code: 'people.password_not_acceptable',
      errors: [{ pointer: '/password', code: 'common' }],
    });
    expect((await accept(token, PASSWORD)).statusCode).toBe(204);
  });

  it.each([
    ['a week later', `expires_at = now()`],
    ['when another has been made', `used_at = now()`],
  ])('is no longer good %s', async (_, change) => {
    const token = await invite((await aPerson(database.dataSource)).email);
    await database.dataSource.query(`UPDATE invitations SET ${change}`);
    expect((await accept(token, PASSWORD)).statusCode).toBe(404);
  });

  it('ends the sessions that were open, and is ended by a newer one', async () => {
    const ana = await aPerson(database.dataSource);
    const ask = await signedIn(api, database, ana, null);
    const [older, newer] = [await invite(ana.email), await invite(ana.email)];
    expect((await accept(older, PASSWORD)).statusCode).toBe(404);
    await accept(newer, PASSWORD);
    expect((await ask('GET', '/me')).statusCode).toBe(401);
  });

  it.each(['', 'uri_', `uri_${'A'.repeat(43)}`, `urs_${'A'.repeat(43)}`])('is not "%s"', async (token) => {
    expect([404, 422]).toContain((await accept(token, PASSWORD)).statusCode);
  });
});
