import { randomBytes } from 'node:crypto';
import type { Actor } from '#libs/domain';
import { type DataSource, loadReferenceData, PeopleDesk, PostgresSessions, rows } from '#libs/infrastructure';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { accountMails } from '../../support/account-letters.js';
import { anApi } from '../../support/api.js';
import { asOwner } from '../../support/as-owner.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

interface Role {
  readonly id: string;
  readonly role: string;
  readonly cameBy: string;
  readonly untilAt: string | null;
}
interface Account {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly status: string;
  readonly version: number;
  readonly roles: readonly Role[];
  readonly openSessions: number;
  readonly hasSecondFactor: boolean;
  readonly duties: { readonly openCases: number; readonly onlyHolderOf: readonly { readonly role: string }[] };
}
type Ask = Awaited<ReturnType<typeof signedIn>>;

describe('accounts in the hands of an administrator', () => {
  const database = aDatabase({ poolSize: 8 });
  const api = anApi(database, { SECRETS_KEY: randomBytes(32).toString('base64') });
  let administrator: Actor & { email: string };
  let ask: Ask;
  let person: Actor & { email: string };

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    administrator = await aPerson(database.dataSource, { roles: ['administrator'] });
    ask = await signedIn(api, database, administrator);
  });
  beforeEach(async () => {
    person = await aPerson(database.dataSource, { roles: ['case-officer@ROEA'], password: 'correct horse battery' });
  });

  const read = async (personId = person.personId): Promise<Account> =>
    (await ask('GET', `/people/${personId}`)).json<Account>();
  const version = async (): Promise<{ headers: { 'if-match': string } }> => ({
    headers: { 'if-match': `"v${(await read()).version}"` },
  });
  const grant = async (body: object, by = ask): Promise<LightMyRequestResponse> =>
    by('POST', `/people/${person.personId}/roles`, body, await version());
  const tokenOf = async ({ personId }: Actor): Promise<string> =>
    (
      await new PostgresSessions(database.dataSource).open({
        personId,
        method: 'password',
        userAgent: null,
        source: null,
        replacesToken: null,
      })
    ).token;
  const me = async (token: string): Promise<number> =>
    (await api.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } })).statusCode;
  const audited = async (subjectId: string): Promise<readonly string[]> =>
    (
      await rows<{ line: string }>(
        database.dataSource,
        `SELECT kind || ' by ' || CASE WHEN actor_id = $2 THEN 'the administrator' ELSE coalesce(actor_id::text, 'nobody') END AS line
           FROM audit_records WHERE subject_id = $1 ORDER BY id`,
        [subjectId, administrator.personId],
      )
    ).map(({ line }) => line);

  describe('entering one', () => {
    const wish = (email: string, more: object = {}): object => ({
      email,
      displayName: 'Wanjiru Otieno',
      language: 'fr',
      timeZone: 'Africa/Nairobi',
      roles: [{ role: 'case-officer', officeCode: 'ROEA' }],
      ...more,
    });

    it('gives it its roles, invites its holder by mail, and leaves no password and no secret behind', async () => {
      const answer = await ask('POST', '/people', wish('W.Otieno@office.example'));
      expect(answer.statusCode).toBe(201);
      const account = answer.json<Account>();
      expect(account).toMatchObject({ email: 'w.otieno@office.example', status: 'pending', version: 1 });
      expect(account.roles).toMatchObject([{ role: 'case-officer', officeCode: 'ROEA', cameBy: 'grant' }]);
      expect(answer.headers.location).toBe(`/api/v1/people/${account.id}`);
      expect(answer.headers.etag).toBe('"v1"');
      const mails = await accountMails(database.dataSource);
      expect(mails.map(({ to, language }) => [to.address, language])).toEqual([['w.otieno@office.example', 'fr']]);
      expect(await audited(account.id)).toEqual([
        'account-entered by the administrator',
        'invitation-made by the administrator',
      ]);
    });

    it('is done once, however often the same call arrives', async () => {
      const repeat = { headers: { 'idempotency-key': 'enter-once' } };
      const first = await ask('POST', '/people', wish('once@office.example'), repeat);
      const second = await ask('POST', '/people', wish('once@office.example'), repeat);
      expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
      expect(second.json<Account>().id).toBe(first.json<Account>().id);
      expect(await accountMails(database.dataSource)).toHaveLength(1);
      expect((await ask('POST', '/people', wish('twice@office.example'), repeat)).json()).toMatchObject({
        code: 'repeat.differs',
      });
    });

    it.each([
      ['an address that has an account', { email: 'taken@office.example' }, 409, 'people.email_taken'],
      [
        'a focal point, who comes by mandate',
        { roles: [{ role: 'focal-point', stateCode: 'KEN' }] },
        409,
        'people.role_by_mandate',
      ],
      ['a role for the wrong body', { roles: [{ role: 'case-officer' }] }, 422, 'people.role_scope_wrong'],
      [
        'an office that is none',
        { roles: [{ role: 'case-officer', officeCode: 'NONE' }] },
        422,
        'people.role_scope_not_known',
      ],
      ['a time zone that is none', { timeZone: 'Nairobi' }, 422, 'people.person_invalid'],
      ['a password chosen by somebody else', { password: 'correct horse battery' }, 422, 'http.invalid_request'],
      [
        'an account that is there from its birth',
        { id: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' },
        422,
        'http.invalid_request',
      ],
    ])('refuses %s, and enters nothing', async (_, more, status, code) => {
      await aPerson(database.dataSource, { email: 'taken@office.example' }).catch(() => undefined);
      expect((await ask('POST', '/people', wish('new@office.example', more))).json()).toMatchObject({ status, code });
      expect((await ask('GET', '/people?search=new@office')).json()).toMatchObject({ items: [] });
    });
  });

  describe('the list', () => {
    const names = async (query: string): Promise<readonly string[]> =>
      (await ask('GET', `/people?${query}`)).json<{ items: Account[] }>().items.map(({ displayName }) => displayName);
    const rename = (personId: string, name: string): Promise<unknown> =>
      database.dataSource.query('UPDATE people SET display_name = $2 WHERE id = $1', [personId, name]);

    it('finds by the beginning of a name or an address, in whatever letters, and takes no wildcard', async () => {
      await rename(person.personId, 'Éléonore Diop');
      const other = await aPerson(database.dataSource, { email: 'eleonore_x@office.example' });
      await rename(other.personId, 'Somebody Else');
      expect(await names(`search=${encodeURIComponent('éLÉON')}`)).toEqual(['Éléonore Diop']);
      expect(await names('search=ELEONORE_')).toEqual(['Somebody Else']);
      expect(await names('search=eleonore%25')).toEqual([]);
      expect(await names('search=Diop')).toEqual([]);
    });

    it('narrows by role, State, office and status, all of one role that is in force', async () => {
      await rename(person.personId, 'Only One');
      await database.dataSource.query(
        `INSERT INTO role_assignments (id, person_id, role, office_code, from_at) VALUES (gen_random_uuid(), $1, 'office-head', 'ROSEN', now() + interval '1 day')`,
        [person.personId],
      );
      expect(await names('search=only&role=case-officer&officeCode=ROEA')).toEqual(['Only One']);
      expect(await names('search=only&status=active')).toEqual(['Only One']);
      for (const other of ['role=office-head', 'officeCode=ROSEN', 'role=case-officer&stateCode=KEN', 'status=pending'])
        expect(await names(`search=only&${other}`)).toEqual([]);
      await ask('POST', `/people/${person.personId}/deactivation`, undefined, await version());
      expect(await names('search=only&status=deactivated')).toEqual(['Only One']);
    });

    it('comes a page at a time, by name, without losing or repeating anybody', async () => {
      for (const name of ['Page B', 'page a', 'Page C', 'Page B', 'Page D'])
        await rename((await aPerson(database.dataSource)).personId, name);
      const seen: string[] = [];
      const ids = new Set<string>();
      let next = '/people?search=page&limit=2';
      while (next !== '') {
        const page = await ask('GET', next);
        const { items } = page.json<{ items: Account[] }>();
        seen.push(...items.map(({ displayName }) => displayName));
        for (const { id } of items) ids.add(id);
        next = /<\/api\/v1(.*)>/.exec(String(page.headers['link'] ?? ''))?.[1] ?? '';
      }
      expect(seen).toEqual(['page a', 'Page B', 'Page B', 'Page C', 'Page D']);
      expect(ids.size).toBe(5);
      expect((await ask('GET', '/people?cursor=019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10')).json()).toMatchObject({
        status: 422,
        code: 'list.cursor_invalid',
      });
    });

    it('is read by an index, whether by order, by name, by address or by role', async () => {
      await database.dataSource.query(`
        INSERT INTO people (id, email, display_name, language, time_zone)
        SELECT gen_random_uuid(), 'many.' || n || '@office.example', md5(n::text), 'en', 'Etc/UTC' FROM generate_series(1, 20000) n;
        INSERT INTO role_assignments (id, person_id, role, office_code)
        SELECT gen_random_uuid(), id, 'triage-officer', 'ROEA' FROM people WHERE email LIKE 'many.%'`);
      for (const table of ['people', 'role_assignments']) await asOwner(database.dataSource, `ANALYZE ${table}`);
      const plans: string[] = [];
      const explaining = Object.assign(Object.create(database.dataSource) as DataSource, {
        query: async (text: string, parameters: unknown[]) => {
          const plan = await rows<{ 'QUERY PLAN': string }>(database.dataSource, `EXPLAIN ${text}`, parameters);
          plans.push(plan.map((line) => line['QUERY PLAN']).join('\n'));
          return database.dataSource.query<unknown>(text, parameters);
        },
      });
      for (const filter of [{}, { search: 'abc' }, { role: 'administrator' }])
        await new PeopleDesk(explaining).page(filter, 51, null);
      expect(plans).toHaveLength(6);
      for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (people|role_assignments)/);
    });
  });

  describe('roles', () => {
    it('are given from a date on and taken back, and count at the very next request', async () => {
      const askPerson = await signedIn(api, database, person);
      const roles = async (): Promise<readonly string[]> =>
        (await askPerson('GET', '/me')).json<{ roles: Role[] }>().roles.map(({ role }) => role);
      const granted = await grant({ role: 'office-head', officeCode: 'ROEA' });
      expect(granted.statusCode).toBe(201);
      expect(granted.headers.etag).toBe('"v2"');
      expect(await roles()).toEqual(['case-officer', 'office-head']);
      const later = { role: 'triage-officer', officeCode: 'ROEA', fromAt: '2999-01-01T00:00:00Z' };
      expect((await grant(later)).json<Account>().roles).toHaveLength(3);
      expect(await roles()).toHaveLength(2);

      const head = (await read()).roles.find(({ role }) => role === 'office-head');
      const ended = await ask(
        'POST',
        `/people/${person.personId}/roles/${head?.id}/end`,
        { reason: 'moved' },
        await version(),
      );
      expect(ended.statusCode).toBe(200);
      expect(await roles()).toEqual(['case-officer']);
      const again = await ask(
        'POST',
        `/people/${person.personId}/roles/${head?.id}/end`,
        { reason: 'x' },
        await version(),
      );
      expect(again.json()).toMatchObject({ status: 404, code: 'people.role_not_found' });
      expect(await audited(person.personId)).toEqual([
        'role-granted by the administrator',
        'role-granted by the administrator',
        'role-withdrawn by the administrator',
      ]);
    });

    it('are not held twice at one time, and may follow one another', async () => {
      const role = { role: 'office-head', officeCode: 'ROEA' };
      expect((await grant({ ...role, untilAt: '2998-01-01T00:00:00Z' })).statusCode).toBe(201);
      expect((await grant(role)).json()).toMatchObject({ status: 409, code: 'people.role_held' });
      expect((await grant({ ...role, fromAt: '2998-01-01T00:00:00Z' })).statusCode).toBe(201);
      expect((await grant({ ...role, untilAt: '2001-01-01T00:00:00Z' })).json()).toMatchObject({
        code: 'people.role_invalid',
      });
    });

    it('are never given or taken by oneself, by whoever is not an administrator, or without a fresh second factor', async () => {
      const self = await ask(
        'POST',
        `/people/${administrator.personId}/roles`,
        { role: 'hq-manager' },
        { headers: { 'if-match': '"v1"' } },
      );
      expect(self.json()).toMatchObject({ status: 403, code: 'people.own_account' });
      const plain = await signedIn(api, database, administrator, null);
      expect((await grant({ role: 'hq-manager' }, plain)).json()).toMatchObject({ code: 'people.step_up_needed' });
      const head = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['office-head@ROEA'] }));
      expect((await grant({ role: 'hq-manager' }, head)).json()).toMatchObject({ code: 'people.not_permitted' });
      expect((await read()).roles).toHaveLength(1);
    });

    it('of focal points are left to mandates', async () => {
      expect((await grant({ role: 'focal-point', stateCode: 'KEN' })).json()).toMatchObject({
        status: 409,
        code: 'people.role_by_mandate',
      });
      person = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
      const [mandate] = (await read()).roles;
      expect(mandate?.cameBy).toBe('mandate');
      const ended = await ask(
        'POST',
        `/people/${person.personId}/roles/${mandate?.id}/end`,
        { reason: 'x' },
        await version(),
      );
      expect(ended.json()).toMatchObject({ code: 'people.role_by_mandate' });
    });

    it('of another person are not found under this one', async () => {
      const other = await aPerson(database.dataSource, { roles: ['auditor'] });
      const [auditor] = (await read(other.personId)).roles;
      const ended = await ask(
        'POST',
        `/people/${person.personId}/roles/${auditor?.id}/end`,
        { reason: 'x' },
        await version(),
      );
      expect(ended.json()).toMatchObject({ status: 404, code: 'people.role_not_found' });
    });

    it('are decided on what has been seen', async () => {
      const seen = await version();
      await grant({ role: 'office-head', officeCode: 'ROEA' });
      const stale = await ask('POST', `/people/${person.personId}/deactivation`, undefined, seen);
      expect(stale.json()).toMatchObject({ status: 412, code: 'people.account_changed_meanwhile', presentVersion: 2 });
      expect((await ask('POST', `/people/${person.personId}/deactivation`)).json()).toMatchObject({ status: 428 });
      expect((await read()).status).toBe('active');
    });

    it('given by two administrators at once are given once', async () => {
      const headers = (await version()).headers;
      const answers = await Promise.all(
        [1, 2, 3].map(() =>
          ask('POST', `/people/${person.personId}/roles`, { role: 'office-head', officeCode: 'ROEA' }, { headers }),
        ),
      );
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 412, 412]);
    });
  });

  describe('closing one', () => {
    const close = async (): Promise<LightMyRequestResponse> =>
      ask('POST', `/people/${person.personId}/deactivation`, undefined, await version());

    it('ends sessions, API tokens and links in mails at once, and says what is to be taken over', async () => {
      await grant({ role: 'office-head', officeCode: 'ROCA' });
      const session = await tokenOf(person);
      const askPerson = await signedIn(api, database, person);
      const token = (
        await askPerson('POST', '/me/tokens', {
          name: 'a program',
          scopes: ['cases.read'],
          officeCode: 'ROEA',
          days: 9,
        })
      ).json<{ token: string }>().token;
      await ask('POST', `/people/${person.personId}/invitation`);
      await accountMails(database.dataSource);
      expect(await me(session)).toBe(200);

      const closed = await close();
      expect(closed.json()).toMatchObject({
        status: 'deactivated',
        openSessions: 0,
        invitationGoodUntil: null,
        duties: {
          openCases: 0,
          onlyHolderOf: expect.arrayContaining([expect.objectContaining({ role: 'office-head' })]),
        },
      });
      expect(await me(session)).toBe(401);
      const reads = () => api.app.inject({ url: '/api/v1/cases', headers: { authorization: `Bearer ${token}` } });
      expect((await reads()).statusCode).toBe(401);
      const opened = await ask('POST', `/people/${person.personId}/reactivation`, undefined, await version());
      expect(opened.json()).toMatchObject({ status: 'active' });
      expect(opened.json<Account>().roles).toHaveLength(2);
      expect((await reads()).statusCode).toBe(401);
      expect(await me(session)).toBe(401);
      const signIn = await api.app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        payload: { email: person.email, password: 'correct horse battery' },
      });
      expect(signIn.statusCode).toBe(201);
    });

    it('stays as it is a second time, and takes neither roles nor an invitation', async () => {
      expect((await close()).statusCode).toBe(200);
      expect((await close()).statusCode).toBe(200);
      expect((await audited(person.personId)).filter((line) => line.startsWith('account-closed'))).toHaveLength(1);
      expect((await grant({ role: 'auditor' })).json()).toMatchObject({ status: 409, code: 'people.account_closed' });
      expect((await ask('POST', `/people/${person.personId}/invitation`)).json()).toMatchObject({
        code: 'people.account_closed',
      });
    });

    it('is never one’s own', async () => {
      const own = await ask('POST', `/people/${administrator.personId}/deactivation`, undefined, {
        headers: { 'if-match': '"v1"' },
      });
      expect(own.json()).toMatchObject({ status: 403, code: 'people.own_account' });
    });
  });

  it('has all sessions of somebody ended, also without a second factor', async () => {
    const tokens = [await tokenOf(person), await tokenOf(person)];
    const plain = await signedIn(api, database, administrator, null);
    expect((await plain('DELETE', `/people/${person.personId}/sessions`)).statusCode).toBe(204);
    expect(await Promise.all(tokens.map(me))).toEqual([401, 401]);
    expect(await audited(person.personId)).toContain('sessions-ended by the administrator');
  });

  it('has a lost second factor forgotten: the person is told by mail, and every session ends', async () => {
    await database.dataSource.query(
      `INSERT INTO totp_credentials (person_id, secret, confirmed_at) VALUES ($1, 'x', now())`,
      [person.personId],
    );
    const session = await tokenOf(person);
    const plain = await signedIn(api, database, administrator, null);
    const url = `/people/${person.personId}/second-factor`;
    expect((await plain('DELETE', url)).json()).toMatchObject({ status: 403, code: 'people.step_up_needed' });
    expect((await read()).hasSecondFactor).toBe(true);

    expect((await ask('DELETE', url)).statusCode).toBe(204);
    expect(await read()).toMatchObject({ hasSecondFactor: false, openSessions: 0 });
    expect(await me(session)).toBe(401);
    const [mail] = await accountMails(database.dataSource);
    expect(mail).toMatchObject({ to: { address: person.email }, subject: 'Your second factor was removed' });
    expect(await audited(person.personId)).toEqual(['second-factor-removed by the administrator']);
    expect((await ask('DELETE', url)).json()).toMatchObject({ status: 404, code: 'people.second_factor_absent' });
  });

  it('shows nothing of a case, whatever the person works on', async () => {
    const answer = await ask('GET', `/people/${person.personId}`);
    expect(Object.keys(answer.json<{ duties: object }>().duties).sort()).toEqual(['onlyHolderOf', 'openCases']);
    expect((await ask('GET', `/cases`)).json()).toMatchObject({ items: [] });
  });

  it.each(['not-an-id', '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10'])('answers %s as absent', async (id) => {
    expect((await ask('GET', `/people/${id}`)).json()).toMatchObject({ status: 404, code: 'people.account_not_found' });
    const more = { headers: { 'if-match': '"v1"' } };
    for (const act of ['deactivation', 'reactivation', 'invitation'])
      expect((await ask('POST', `/people/${id}/${act}`, undefined, more)).statusCode).toBe(404);
  });
});
