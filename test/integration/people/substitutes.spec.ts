import { loadReferenceData, rows } from '#libs/infrastructure';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { accountMails } from '../../support/account-letters.js';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

type Person = Awaited<ReturnType<typeof aPerson>>;
interface Substitution {
  readonly id: string;
  readonly role: string;
  readonly absentPersonName: string;
  readonly substituteName: string;
  readonly namedByName: string | null;
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const OFFICER = { role: 'case-officer', officeCode: 'ROEA' };

describe('substitutes', () => {
  const database = aDatabase({ poolSize: 8 });
  const api = anApi(database);
  let olga: Person;
  let omar: Person;
  let head: Person;
  let administrator: Person;

  const named = async (name: string, ...roles: string[]): Promise<Person> => {
    const person = await aPerson(database.dataSource, { roles });
    await database.dataSource.query('UPDATE people SET display_name = $2 WHERE id = $1', [person.personId, name]);
    return person;
  };
  beforeAll(() => loadReferenceData(database.dataSource));
  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM outbox_messages');
    olga = await named('Olga', 'case-officer@ROEA');
    omar = await named('Omar', 'triage-officer@ROEA');
    head = await named('Hana', 'office-head@ROEA');
    administrator = await named('Ada', 'administrator');
  });

  const as = async (
    person: Person,
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: object,
    secondFactor: 'totp' | null = 'totp',
  ): Promise<LightMyRequestResponse> => (await signedIn(api, database, person, secondFactor))(method, url, body);
  const nameFor = (
    by: Person,
    absent = olga,
    more: object = {},
    secondFactor: 'totp' | null = 'totp',
  ): Promise<LightMyRequestResponse> =>
    as(
      by,
      'POST',
      `/people/${absent.personId}/substitutes`,
      { ...OFFICER, substituteEmail: omar.email, untilAt: inDays(14), ...more },
      secondFactor,
    );
  const rolesOf = async (person: Person): Promise<readonly string[]> =>
    (await as(person, 'GET', '/me')).json<{ roles: { role: string }[] }>().roles.map(({ role }) => role);
  const mine = async (person: Person): Promise<{ forMe: Substitution[]; byMe: Substitution[] }> =>
    (await as(person, 'GET', '/me/substitutes')).json();

  it('are shown to whoever is away and to whoever stands in, and to nobody else', async () => {
    const body = { ...OFFICER, substituteEmail: omar.email, fromAt: inDays(2), untilAt: inDays(9) };
    expect((await as(olga, 'POST', '/me/substitutes', body)).statusCode).toBe(201);
    const about = { role: 'case-officer', absentPersonName: 'Olga', substituteName: 'Omar', namedByName: 'Olga' };
    expect(await mine(olga)).toMatchObject({ forMe: [about], byMe: [] });
    expect(await mine(omar)).toMatchObject({ forMe: [], byMe: [about] });
    expect(await mine(head)).toEqual({ forMe: [], byMe: [] });
  });

  it.each(['olga', 'omar'] as const)('are ended early by %s, at once', async (who) => {
    const body = { ...OFFICER, substituteEmail: omar.email, untilAt: inDays(9) };
    const { id } = (await as(olga, 'POST', '/me/substitutes', body)).json<{ id: string }>();
    expect(await rolesOf(omar)).toContain('case-officer');
    for (const other of [head, administrator])
      expect((await as(other, 'DELETE', `/me/substitutes/${id}`)).json()).toMatchObject({
        code: 'people.substitution_not_found',
      });
    const person = { olga, omar }[who];
    expect((await as(person, 'DELETE', `/me/substitutes/${id}`)).statusCode).toBe(204);
    expect(await rolesOf(omar)).toEqual(['triage-officer']);
    expect(await mine(olga)).toEqual({ forMe: [], byMe: [] });
    expect((await as(person, 'DELETE', `/me/substitutes/${id}`)).statusCode).toBe(404);
    const [audited] = await rows<{ actorId: string }>(
      database.dataSource,
      `SELECT actor_id AS "actorId" FROM audit_records WHERE kind = 'substitution-ended' AND subject_id = $1`,
      [omar.personId],
    );
    expect(audited?.actorId).toBe(person.personId);
  });

  it('that were to begin later never do when they are ended', async () => {
    const body = { ...OFFICER, substituteEmail: omar.email, fromAt: inDays(2), untilAt: inDays(9) };
    const { id } = (await as(olga, 'POST', '/me/substitutes', body)).json<{ id: string }>();
    expect((await as(olga, 'DELETE', `/me/substitutes/${id}`)).statusCode).toBe(204);
    expect(await mine(olga)).toEqual({ forMe: [], byMe: [] });
  });

  it.each(['head', 'administrator'] as const)(
    'are named by the %s for somebody who is suddenly away, who is told by mail',
    async (who) => {
      const by = { head, administrator }[who];
      const answer = await nameFor(by);
      expect(answer.statusCode).toBe(201);
      expect(await rolesOf(omar)).toContain('case-officer');
      const [mail] = await accountMails(database.dataSource);
      expect(mail).toMatchObject({ to: { address: olga.email }, subject: 'A substitute was named for you' });
      expect((await mine(olga)).forMe).toMatchObject([{ namedByName: who === 'head' ? 'Hana' : 'Ada' }]);
      const { id } = answer.json<{ id: string }>();
      const url = `/people/${olga.personId}/substitutes/${id}`;
      expect((await as(by, 'DELETE', `/people/${omar.personId}/substitutes/${id}`)).statusCode).toBe(404);
      expect((await as(by, 'DELETE', url)).statusCode).toBe(204);
      expect(await rolesOf(omar)).toEqual(['triage-officer']);
    },
  );

  it('are named for a closed account too: that is when they are needed', async () => {
    await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [olga.personId]);
    expect((await nameFor(head)).statusCode).toBe(201);
    expect(await rolesOf(omar)).toContain('case-officer');
    expect(await accountMails(database.dataSource)).toEqual([]);
  });

  it('are named for a State by its own Permanent Mission, and by nobody of the organisation', async () => {
    const focalPoint = await named('Faith', 'focal-point@KEN');
    const colleague = await named('Kamau', 'focal-point@KEN');
    const role = { role: 'focal-point', stateCode: 'KEN', officeCode: undefined, substituteEmail: colleague.email };
    const mission = await named('Mission', 'permanent-mission@KEN');
    const foreign = await named('Other mission', 'permanent-mission@UGA');
    for (const by of [administrator, head, foreign])
      expect((await nameFor(by, focalPoint, role)).json()).toMatchObject({
        status: 403,
        code: 'people.substitution_not_yours',
        rolesNeeded: ['permanent-mission'],
      });
    expect((await nameFor(mission, focalPoint, role)).statusCode).toBe(201);
  });

  it('are never named by the head of another office, without a fresh second factor, or by somebody for themselves', async () => {
    const other = await named('Other head', 'office-head@ROSEN');
    expect((await nameFor(other)).json()).toMatchObject({ code: 'people.substitution_not_yours' });
    expect((await nameFor(head, olga, {}, null)).json()).toMatchObject({ code: 'people.step_up_needed' });
    expect((await nameFor(head, head, { role: 'office-head' })).json()).toMatchObject({ code: 'people.own_account' });
    const manager = await named('Manager', 'hq-manager');
    const asManager = { role: 'hq-manager', officeCode: undefined, substituteEmail: administrator.email };
    expect((await nameFor(administrator, manager, asManager)).json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/substituteEmail', code: 'colleague' }],
    });
    expect(await rolesOf(omar)).toEqual(['triage-officer']);
  });

  it('for somebody who does not hold the role are refused as for somebody who is not there', async () => {
    const stranger = await named('Stranger', 'case-officer@ROSEN');
    const nobody = { ...stranger, personId: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' };
    const answers = [await nameFor(head, stranger), await nameFor(head, nobody)].map((answer) => ({
      ...answer.json<Record<string, unknown>>(),
      requestId: '',
      instance: '',
    }));
    expect(answers[0]).toMatchObject({ status: 422, errors: [{ pointer: '/role', code: 'not_held' }] });
    expect(answers[1]).toEqual(answers[0]);
  });
});
