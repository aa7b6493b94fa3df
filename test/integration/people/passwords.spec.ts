import { randomBytes } from 'node:crypto';
import { LANGUAGES, RECOVERY_LIMITS } from '#libs/domain';
import { PostgresSessions, rows } from '#libs/infrastructure';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { accountMails, secretIn } from '../../support/account-letters.js';
import { anApi } from '../../support/api.js';
import { aDatabaseWithMovedClock } from '../../support/moved-clock.js';
import { aPerson } from '../../support/people.js';
import { listenToStatements } from '../access/world.js';

const PASSWORD = 'correct horse battery';
const ANOTHER = 'four quiet lakes and a train';
const HOUR_MS = 3_600_000;

// Comparing passwords is slow on purpose, and the machine may have other things to do.
jest.setTimeout(30_000);

describe('passwords', () => {
  const database = aDatabaseWithMovedClock({ poolSize: 8 });
  const settings = { SECRETS_KEY: randomBytes(32).toString('base64'), PUBLIC_URL: 'http://localhost:3000' };
  const api = anApi(database, settings);
  const otherInstance = anApi(database, settings);
  let ana: Awaited<ReturnType<typeof aPerson>>;
  let source = 0;

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM outbox_messages');
    ana = await aPerson(database.dataSource, { password: PASSWORD });
  });

  /** Each from another place unless told, so that the tests do not use up one another's attempts. */
  const send = (
    method: 'POST' | 'PUT' | 'GET',
    url: string,
    payload?: object,
    more: InjectOptions = {},
    instance = api,
  ): Promise<LightMyRequestResponse> =>
    instance.app.inject({
      method,
      url: `/api/v1${url}`,
      ...(payload && { payload }),
      remoteAddress: `198.51.${Math.floor((source += 1) / 200)}.${source % 200}`,
      ...more,
    });
  const bearer = (token: string): InjectOptions => ({ headers: { authorization: `Bearer ${token}` } });
  const signIn = (password: string, email = ana.email): Promise<LightMyRequestResponse> =>
    send('POST', '/sessions', { email, password, deliver: 'token' });
  const sessionOf = async (personId: string, secondFactor: 'totp' | null = null): Promise<string> =>
    (
      await new PostgresSessions(database.dataSource).open({
        personId,
        method: 'password',
        secondFactor,
        userAgent: null,
        source: null,
        replacesToken: null,
      })
    ).token;
  const isOpen = async (token: string): Promise<boolean> =>
    (await send('GET', '/me', undefined, bearer(token))).statusCode === 200;
  const setBy = async (): Promise<readonly unknown[]> =>
    (
      await rows<{ by: unknown }>(
        database.dataSource,
        `SELECT detail ->> 'by' AS by FROM audit_records WHERE kind = 'password-set' AND subject_id = $1 ORDER BY id`,
        [ana.personId],
      )
    ).map(({ by }) => by);

  describe('changing one', () => {
    const change = (
      token: string,
      currentPassword = PASSWORD,
      newPassword = ANOTHER,
    ): Promise<LightMyRequestResponse> => send('PUT', '/me/password', { currentPassword, newPassword }, bearer(token));

    it('ends every other session, gives this one another secret, and is told by mail', async () => {
      const [mine, elsewhere] = [await sessionOf(ana.personId, 'totp'), await sessionOf(ana.personId)];
      const answer = await change(mine);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['set-cookie']).toBeUndefined();
      const { token } = answer.json<{ token: string }>();
      expect([await isOpen(mine), await isOpen(elsewhere), await isOpen(token)]).toEqual([false, false, true]);
      expect((await signIn(PASSWORD)).statusCode).toBe(401);
      expect((await signIn(ANOTHER)).statusCode).toBe(201);
      const [mail] = await accountMails(database.dataSource);
      expect(mail).toMatchObject({ to: { address: ana.email }, subject: 'Your password was changed' });
      expect(mail && secretIn(mail)).toBe('');
      expect(await setBy()).toEqual(['change']);
    });

    it('gives a browser its new secret in the cookie and nowhere else', async () => {
      const mine = await sessionOf(ana.personId);
      const answer = await send(
        'PUT',
        '/me/password',
        { currentPassword: PASSWORD, newPassword: ANOTHER },
        { cookies: { session: mine }, headers: { 'sec-fetch-site': 'same-origin' } },
      );
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).not.toHaveProperty('token');
      const cookie = answer.cookies.find(({ name }) => name === 'session')?.value ?? '';
      expect([await isOpen(mine), await isOpen(cookie)]).toEqual([false, true]);
    });

    it('needs the present one, and stops guessing in a session that was left open', async () => {
      const mine = await sessionOf(ana.personId);
      expect((await change(mine, 'wrong')).json()).toMatchObject({
        status: 401,
        code: 'people.current_password_refused',
      });
      for (let attempt = 1; attempt < 10; attempt += 1) await change(mine, 'wrong');
      expect((await change(mine)).json()).toMatchObject({ status: 429, code: 'people.too_many_attempts' });
      expect((await signIn(PASSWORD)).statusCode).toBe(201);
    });

    it.each([
      ['password1234', 'common'],
      ['short', 'too_short'],
      ['aaaaaaaaaaaaaaaa', 'pattern'],
    ])('refuses %s and changes nothing', async (chosen, code) => {
      const mine = await sessionOf(ana.personId);
      expect((await change(mine, PASSWORD, chosen)).json()).toMatchObject({
        status: 422,
        code: 'people.password_not_acceptable',
        errors: [{ pointer: '/newPassword', code }],
      });
      expect(await isOpen(mine)).toBe(true);
      expect((await signIn(PASSWORD)).statusCode).toBe(201);
    });

    it('is not for somebody who signs in without one', async () => {
      const sso = await aPerson(database.dataSource);
      expect((await change(await sessionOf(sso.personId), '', ANOTHER)).statusCode).toBe(422);
      expect((await change(await sessionOf(sso.personId), 'x', ANOTHER)).json()).toMatchObject({
        code: 'people.current_password_refused',
      });
    });

    it('at the same time from two places is done by one of them', async () => {
      const tokens = [await sessionOf(ana.personId), await sessionOf(ana.personId)];
      const answers = await Promise.all([change(tokens[0] ?? ''), change(tokens[1] ?? '', PASSWORD, `${ANOTHER}!`)]);
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401]);
    });
  });

  describe('recovering a forgotten one', () => {
    const ask = (email: string, more: InjectOptions = {}, instance = api): Promise<LightMyRequestResponse> =>
      send('POST', '/password-recoveries', { email }, more, instance);
    const accept = (token: string, password = ANOTHER, more: InjectOptions = {}): Promise<LightMyRequestResponse> =>
      send('POST', '/password-recoveries/acceptance', { token, password }, more);
    const link = async (): Promise<string> => {
      expect((await ask(ana.email)).statusCode).toBe(202);
      const [mail] = await accountMails(database.dataSource);
      return mail ? secretIn(mail) : '';
    };

    it('sets a password once, ends all sessions and opens none', async () => {
      const before = await sessionOf(ana.personId);
      const token = await link();
      const answer = await accept(token);
      expect([answer.statusCode, answer.body, answer.headers['set-cookie']]).toEqual([204, '', undefined]);
      expect(await isOpen(before)).toBe(false);
      expect((await signIn(ANOTHER)).statusCode).toBe(201);
      expect((await signIn(PASSWORD)).statusCode).toBe(401);
      expect((await accept(token, `${ANOTHER} again`)).json()).toMatchObject({
        status: 404,
        code: 'people.recovery_not_valid',
      });
      const [mail] = await accountMails(database.dataSource);
      expect(mail?.subject).toBe('Your password was changed');
      expect(await setBy()).toEqual(['recovery']);
    });

    it('neither removes the second factor nor stands in for it', async () => {
      await database.dataSource.query(
        `INSERT INTO totp_credentials (person_id, secret, confirmed_at) VALUES ($1, 'x', now())`,
        [ana.personId],
      );
      expect((await accept(await link())).statusCode).toBe(204);
      expect((await signIn(ANOTHER)).json()).toMatchObject({ status: 401, code: 'people.second_factor_needed' });
    });

    it('sends nothing to an address nobody has, to a closed account, or to one without a password', async () => {
      const closed = await aPerson(database.dataSource, { password: PASSWORD });
      await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [closed.personId]);
      const sso = await aPerson(database.dataSource);
      for (const email of ['nobody@example.org', closed.email, sso.email]) await ask(email);
      expect(await accountMails(database.dataSource)).toEqual([]);
      // Nor is it kept what somebody typed.
      const kept = await rows<{ text: string }>(database.dataSource, 'SELECT l::text AS text FROM account_letters l');
      expect(kept.map(({ text }) => text).join()).not.toContain('@');
    });

    it('answers every address alike, in status, headers, body and statements', async () => {
      const closed = await aPerson(database.dataSource, { password: PASSWORD });
      await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [closed.personId]);
      const sso = await aPerson(database.dataSource);
      const pending = await aPerson(database.dataSource);
      const statements = listenToStatements(api.app);
      const said: unknown[] = [];
      for (const email of [ana.email, 'absent@example.org', closed.email, sso.email, pending.email]) {
        statements.taken();
        const { statusCode, headers, body } = await ask(email);
        const { 'x-request-id': _id, date: _date, ...rest } = headers;
        // The bell of the outbox rings after the commit, whoever was asked about.
        const asked = statements.taken().filter((statement) => !statement.includes('pg_notify'));
        said.push({ statusCode, rest, body, statements: asked });
      }
      expect(said[0]).toMatchObject({ statusCode: 202, body: '' });
      expect((said[0] as { statements: unknown[] }).statements.length).toBeGreaterThan(0);
      for (const other of said.slice(1)) expect(other).toEqual(said[0]);
    });

    it('is good for an hour by the database’s time', async () => {
      const token = await link();
      await database.moveTo(new Date((await database.now()).getTime() + HOUR_MS - 60_000));
      // What is wrong with the password does not use the link up.
      expect((await accept(token, 'short')).json()).toMatchObject({ code: 'people.password_not_acceptable' });
      await database.moveTo(new Date((await database.now()).getTime() + 61_000));
      expect((await accept(token)).json()).toMatchObject({ status: 404, code: 'people.recovery_not_valid' });
      expect((await signIn(PASSWORD)).statusCode).toBe(201);
    });

    it('is used by one of several who show the link at once', async () => {
      const token = await link();
      const answers = await Promise.all([1, 2, 3, 4].map((number) => accept(token, `${ANOTHER} ${number}`)));
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 404, 404, 404]);
    });

    it('is over with the next link, with a password set otherwise, and with the account', async () => {
      const first = await link();
      const second = await link();
      expect((await accept(first)).statusCode).toBe(404);
      const mine = await sessionOf(ana.personId);
      await send('PUT', '/me/password', { currentPassword: PASSWORD, newPassword: ANOTHER }, bearer(mine));
      expect((await accept(second)).statusCode).toBe(404);
      await accountMails(database.dataSource);
      const third = await link();
      await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [ana.personId]);
      expect((await accept(third)).statusCode).toBe(404);
    });

    it.each([
      ['nothing like a secret', 'x'],
      ['a secret nobody was given', `urp_${'a'.repeat(43)}`],
      ['a truncated one', 'urp_abc'],
      ['control characters', 'urp_\u0000'],
    ])('does not open for %s', async (_, token) => {
      const answer = await accept(token);
      expect(answer.json()).toMatchObject({ status: 404, code: 'people.recovery_not_valid' });
    });

    it('does not take an invitation for a recovery, nor the other way round', async () => {
      const token = await link();
      const invitation = await send('POST', '/invitations/acceptance', { token, password: ANOTHER });
      expect(invitation.statusCode).toBe(404);
      expect((await accept(token.replace('urp_', 'uri_'))).statusCode).toBe(404);
    });

    it('is asked for a few times an hour for one address, whoever it belongs to and whichever instance is asked', async () => {
      for (const email of [ana.email, 'absent-too@example.org']) {
        for (let attempt = 0; attempt < RECOVERY_LIMITS.account.limit; attempt += 1)
          expect((await ask(email, {}, attempt % 2 === 0 ? api : otherInstance)).statusCode).toBe(202);
        for (const instance of [api, otherInstance]) {
          const refused = await ask(email.toUpperCase(), {}, instance);
          expect(refused.json()).toMatchObject({ status: 429, code: 'people.too_many_attempts' });
          expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
        }
      }
      // Whoever floods somebody's mailbox does not keep them from signing in.
      expect((await signIn(PASSWORD)).statusCode).toBe(201);
    });

    it('is asked for so often from one place, over all addresses', async () => {
      const place = { remoteAddress: '203.0.113.80' };
      for (let attempt = 0; attempt < RECOVERY_LIMITS.source.limit; attempt += 1)
        await ask(`somebody-${attempt}@example.org`, place);
      expect((await ask('one-more@example.org', place)).statusCode).toBe(429);
      expect((await ask('one-more@example.org')).statusCode).toBe(202);
    });

    it('lets no place go on guessing links', async () => {
      const place = { remoteAddress: '203.0.113.81' };
      const token = await link();
      for (let attempt = 0; attempt < 100; attempt += 1) await accept(`urp_${'b'.repeat(43)}`, ANOTHER, place);
      expect((await accept(token, ANOTHER, place)).json()).toMatchObject({ status: 429 });
      expect((await accept(token)).statusCode).toBe(204);
    });

    it.each(LANGUAGES)('is written in %s', async (language) => {
      await database.dataSource.query('UPDATE people SET language = $2 WHERE id = $1', [ana.personId, language]);
      await ask(ana.email);
      const [mail] = await accountMails(database.dataSource);
      expect(mail?.language).toBe(language);
      expect(mail?.text).toContain('http');
      expect(mail?.text).toContain('/new-password#urp_');
    });

    it('leaves its secret in the mail alone', async () => {
      const token = await link();
      const kept = await rows<{ text: string }>(
        database.dataSource,
        `SELECT r::text AS text FROM password_recoveries r UNION ALL SELECT m::text FROM outbox_messages m UNION ALL SELECT l::text FROM account_letters l`,
      );
      const text = kept.map((row) => row.text).join('\n');
      expect(text).toContain(ana.personId);
      expect(text).not.toContain(token);
      expect(text).not.toContain(Buffer.from(token).toString('hex'));
    });
  });
});
