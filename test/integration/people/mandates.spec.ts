import type { Actor } from '#libs/domain';
import { loadReferenceData, PostgresPeopleDirectory, PostgresSessions, rows, visibleTo } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { aCaseRow } from '../../support/case-rows.js';
import { aDatabase } from '../../support/database.js';
import { aPerson, aRole } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

interface Mandate {
  readonly id: string;
  readonly personId: string;
  readonly status: string;
  readonly fromAt: string;
  readonly untilAt: string | null;
}

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

describe('the mandate of a focal point', () => {
  const database = aDatabase();
  const api = anApi(database);
  const people = {} as Record<
    'focalPoint' | 'mission' | 'otherMission' | 'desk' | 'regionalDesk' | 'administrator' | 'officer',
    Actor & { email: string }
  >;
  const ask: Partial<Record<keyof typeof people, Awaited<ReturnType<typeof signedIn>>>> = {};
  let count = 0;

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    const roles = {
      focalPoint: 'focal-point@KEN',
      mission: 'permanent-mission@KEN',
      otherMission: 'permanent-mission@NER',
      desk: 'intake-officer@HQ',
      regionalDesk: 'intake-officer@ROEA',
      administrator: 'administrator',
      officer: 'case-officer@ROEA',
    };
    for (const [name, role] of Object.entries(roles) as [keyof typeof people, string][]) {
      people[name] = await aPerson(database.dataSource, { roles: [role] });
      ask[name] = await signedIn(api, database, people[name]);
    }
  });

  const as = (name: keyof typeof people) => {
    const somebody = ask[name];
    if (!somebody) throw new Error(`${name} has not signed in`);
    return somebody;
  };
  const proposal = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    stateCode: 'KEN',
    person: {
      email: `new-${(count += 1)}@justice.example`,
      displayName: 'Somebody New',
      language: 'en',
      timeZone: 'Africa/Nairobi',
    },
    grounds: 'Note verbale 482/2026',
    ...more,
  });
  const propose = async (
    more: Record<string, unknown> = {},
    by: keyof typeof people = 'focalPoint',
  ): Promise<Mandate> => (await as(by)('POST', '/mandates', proposal(more))).json<Mandate>();
  const rolesNow = async (personId: string) => new PostgresPeopleDirectory(database.dataSource).rolesOf(personId);

  it('counts only when a second person has endorsed it', async () => {
    const mandate = await propose();
    expect(mandate.status).toBe('proposed');
    expect(await rolesNow(mandate.personId)).toEqual([]);
    const endorsed = await as('mission')('POST', `/mandates/${mandate.id}/endorsement`);
    expect(endorsed.json()).toMatchObject({ status: 'in-force', proposedBy: 'Somebody', endorsedBy: 'Somebody' });
    expect(await rolesNow(mandate.personId)).toEqual([aRole('focal-point@KEN')]);
  });

  it.each<[keyof typeof people, number]>([
    ['mission', 200],
    ['desk', 200],
    ['focalPoint', 403],
    ['administrator', 403],
    ['otherMission', 404],
    ['regionalDesk', 404],
    ['officer', 404],
  ])('is endorsed by %s: %i', async (name, status) => {
    const mandate = await propose();
    expect((await as(name)('POST', `/mandates/${mandate.id}/endorsement`)).statusCode).toBe(status);
    expect(await rolesNow(mandate.personId)).toHaveLength(status === 200 ? 1 : 0);
  });

  it('is endorsed neither by who proposed it nor by whose it is', async () => {
    const proposedByMission = await propose({}, 'mission');
    const refused = await as('mission')('POST', `/mandates/${proposedByMission.id}/endorsement`);
    expect(refused.json()).toMatchObject({ status: 403, code: 'people.mandate_second_person' });

    const forMission = await propose({ person: { ...(proposal()['person'] as object), email: people.mission.email } });
    expect((await as('mission')('POST', `/mandates/${forMission.id}/endorsement`)).statusCode).toBe(403);
    expect((await as('desk')('POST', `/mandates/${forMission.id}/endorsement`)).statusCode).toBe(200);
  });

  it('is endorsed once, even by two at the same time', async () => {
    const mandate = await propose();
    const answers = await Promise.all(
      (['mission', 'desk'] as const).map((name) => as(name)('POST', `/mandates/${mandate.id}/endorsement`)),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  it.each<[string, keyof typeof people, Record<string, unknown>, number, string]>([
    ['another State’s mission', 'otherMission', {}, 403, 'people.mandate_not_yours'],
    ['an officer', 'officer', {}, 403, 'people.mandate_not_yours'],
    ['the administrator', 'administrator', {}, 403, 'people.mandate_not_yours'],
    ['somebody for a State that is none', 'desk', { stateCode: 'XXX' }, 422, 'people.mandate_invalid'],
    [
      'somebody with an end before the beginning',
      'desk',
      { fromAt: inDays(3), untilAt: inDays(2) },
      422,
      'people.mandate_invalid',
    ],
    ['somebody without grounds', 'desk', { grounds: ' ' }, 422, 'people.mandate_invalid'],
    ['somebody with a field of their own making', 'desk', { endorsedBy: 'me' }, 422, 'http.invalid_request'],
    [
      'a successor to nobody',
      'desk',
      { succeeds: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' },
      404,
      'people.mandate_not_found',
    ],
  ])('is not proposed by or as %s', async (_, by, more, status, code) => {
    expect((await as(by)('POST', '/mandates', proposal(more))).json()).toMatchObject({ status, code });
  });

  it('begins and ends on its dates', async () => {
    const mandate = await propose({ fromAt: inDays(10), untilAt: inDays(20) });
    expect((await as('desk')('POST', `/mandates/${mandate.id}/endorsement`)).json<Mandate>().status).toBe('endorsed');
    const onDay = async (day: number): Promise<number> => {
      await database.dataSource.query(
        `UPDATE role_assignments SET from_at = from_at - make_interval(days => $2), until_at = until_at - make_interval(days => $2) WHERE id = $1`,
        [mandate.id, day],
      );
      return (await rolesNow(mandate.personId)).length;
    };
    expect([await onDay(0), await onDay(11), await onDay(10)]).toEqual([0, 1, 0]);
    expect((await as('desk')('GET', `/mandates/${mandate.id}`)).json<Mandate>().status).toBe('ended');
  });

  it('passes to a successor on the day, with everything that named the predecessor', async () => {
    const first = await propose();
    await as('desk')('POST', `/mandates/${first.id}/endorsement`);
    const created = {
      requesting_state: 'KEN',
      supporting_offices: [],
      created_by: first.personId,
      sensitivity: 'strictly-confidential',
    };
    const caseId = await aCaseRow(database.dataSource, { ...created, submitted_at: null });
    const sessionOf = async (personId: string): Promise<Actor | undefined> => {
      const sessions = new PostgresSessions(database.dataSource);
      const { token } = await sessions.open({
        personId,
        method: 'password',
        userAgent: null,
        source: null,
        replacesToken: null,
      });
      return (await sessions.resume(token))?.actor;
    };
    const sees = async (personId: string): Promise<boolean> => {
      const actor = await sessionOf(personId);
      if (!actor) return false;
      const visible = visibleTo(actor, 'c', 2);
      return (
        (
          await rows(database.dataSource, `SELECT FROM cases c WHERE c.id = $1 AND ${visible.condition}`, [
            caseId,
            ...visible.parameters,
          ])
        ).length > 0
      );
    };
    const told = async (): Promise<string[]> =>
      (await new PostgresPeopleDirectory(database.dataSource).focalPointsOf('KEN')).map(({ id }) => id);

    const second = await propose({ succeeds: first.id, fromAt: inDays(5) });
    await as('mission')('POST', `/mandates/${second.id}/endorsement`);
    expect([await sees(first.personId), await sees(second.personId)]).toEqual([true, false]);

    await database.dataSource.query(
      `UPDATE role_assignments SET from_at = from_at - interval '6 days', until_at = until_at - interval '6 days' WHERE id = ANY($1::uuid[])`,
      [[first.id, second.id]],
    );
    expect([await sees(first.personId), await sees(second.personId)]).toEqual([false, true]);
    expect(await told()).toContain(second.personId);
    expect(await told()).not.toContain(first.personId);

    const third = await propose({ succeeds: second.id });
    await as('mission')('POST', `/mandates/${third.id}/endorsement`);
    expect([await sees(second.personId), await sees(third.personId)]).toEqual([false, true]);
    const history = (await as('mission')('GET', `/mandates?stateCode=KEN&limit=100`)).json<{ items: Mandate[] }>()
      .items;
    expect(
      history.filter(({ id }) => [first.id, second.id, third.id].includes(id)).map(({ status }) => status),
    ).toEqual(['in-force', 'ended', 'ended']);
  });

  it('can be given back by its holder and withdrawn by the mission, at once', async () => {
    for (const name of ['holder', 'mission'] as const) {
      const mandate = await propose();
      await as('desk')('POST', `/mandates/${mandate.id}/endorsement`);
      const holder = await signedIn(api, database, { ...people.focalPoint, personId: mandate.personId });
      const by = name === 'holder' ? holder : as('mission');
      expect((await by('POST', `/mandates/${mandate.id}/end`, { reason: 'posted abroad' })).json()).toMatchObject({
        status: 'ended',
      });
      expect((await holder('GET', '/me')).json()).toMatchObject({ roles: [] });
    }
  });

  it('is not ended by a colleague, nor by another State', async () => {
    const mandate = await propose({}, 'desk');
    await as('mission')('POST', `/mandates/${mandate.id}/endorsement`);
    const end = { reason: 'envy' };
    expect((await as('focalPoint')('POST', `/mandates/${mandate.id}/end`, end)).statusCode).toBe(403);
    expect((await as('otherMission')('POST', `/mandates/${mandate.id}/end`, end)).statusCode).toBe(404);
    expect(await rolesNow(mandate.personId)).toHaveLength(1);
  });

  it('turned down as a proposal can no longer be endorsed', async () => {
    const mandate = await propose();
    await as('mission')('POST', `/mandates/${mandate.id}/end`, { reason: 'not ours' });
    expect((await as('desk')('POST', `/mandates/${mandate.id}/endorsement`)).json()).toMatchObject({
      code: 'people.mandate_ended',
    });
  });

  it('is known to its State, the desk and the administrator, a page at a time', async () => {
    await propose();
    const pageFor = async (
      name: keyof typeof people,
      query = '',
    ): Promise<{ items: { stateCode: string; id: string }[]; nextCursor: string | null }> =>
      (await as(name)('GET', `/mandates${query}`)).json();
    for (const name of ['focalPoint', 'desk', 'administrator'] as const)
      expect((await pageFor(name)).items.length).toBeGreaterThan(3);
    for (const name of ['otherMission', 'officer', 'regionalDesk'] as const) {
      const { items } = await pageFor(name, '?stateCode=KEN');
      expect(items).toEqual([]);
    }
    const first = await pageFor('desk', '?limit=2');
    const second = await pageFor('desk', `?limit=2&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
    expect(
      (await pageFor('desk', '?status=proposed')).items.every((item) => 'status' in item && item.status === 'proposed'),
    ).toBe(true);
  });
});

describe('a substitute', () => {
  const database = aDatabase();
  const api = anApi(database);
  const officer = { role: 'case-officer', officeCode: 'ROEA' };

  it('acts in the role meanwhile, under the name of whoever is absent, and not after', async () => {
    const [olga, omar] = [
      await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] }),
      await aPerson(database.dataSource, { roles: ['triage-officer@ROEA'] }),
    ];
    const askOlga = await signedIn(api, database, olga);
    const named = await askOlga('POST', '/me/substitutes', {
      ...officer,
      substituteEmail: omar.email,
      untilAt: inDays(14),
    });
    expect(named.statusCode).toBe(201);
    const rolesOfOmar = async () =>
      (await (await signedIn(api, database, omar))('GET', '/me')).json<{ roles: unknown[] }>().roles;
    expect(await rolesOfOmar()).toContainEqual({
      role: 'case-officer',
      stateCode: null,
      officeCode: 'ROEA',
      standsFor: [olga.personId],
    });
    await database.dataSource.query(`UPDATE role_assignments SET until_at = now() WHERE id = $1`, [
      named.json<{ id: string }>().id,
    ]);
    expect(await rolesOfOmar()).toEqual([aRole('triage-officer@ROEA')]);
  });

  it.each([
    ['a stranger', 'case-officer@ROSEN', {}, '/substituteEmail'],
    ['a role one does not hold', 'case-officer@ROEA', { role: 'office-head' }, '/role'],
    ['longer than a quarter of a year', 'case-officer@ROEA', { untilAt: inDays(93) }, '/untilAt'],
    ['an absence that is over', 'case-officer@ROEA', { untilAt: inDays(-1) }, '/untilAt'],
  ])('cannot be named for %s', async (_, role, more, pointer) => {
    const [olga, other] = [
      await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] }),
      await aPerson(database.dataSource, { roles: [role] }),
    ];
    const answer = await (
      await signedIn(api, database, olga)
    )('POST', '/me/substitutes', {
      ...officer,
      substituteEmail: other.email,
      untilAt: inDays(14),
      ...more,
    });
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer }] });
  });

  it('does not pass the role on', async () => {
    const [olga, omar, nora] = await Promise.all(
      [1, 2, 3].map(() => aPerson(database.dataSource, { roles: ['triage-officer@ROEA'] })),
    );
    if (!olga || !omar || !nora) throw new Error('three people');
    await database.dataSource.query(`UPDATE role_assignments SET role = 'case-officer' WHERE person_id = $1`, [
      olga.personId,
    ]);
    const name = async (by: Actor, to: { email: string }): Promise<number> =>
      (
        await (
          await signedIn(api, database, by)
        )('POST', '/me/substitutes', { ...officer, substituteEmail: to.email, untilAt: inDays(7) })
      ).statusCode;
    expect(await name(olga, omar)).toBe(201);
    expect(await name(omar, nora)).toBe(422);
  });

  it('of an address without an account is refused in the same words as a stranger', async () => {
    const olga = await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] });
    const stranger = await aPerson(database.dataSource, { roles: ['case-officer@ROCA'] });
    const askOlga = await signedIn(api, database, olga);
    const answers = await Promise.all(
      [stranger.email, 'nobody@people.example'].map((substituteEmail) =>
        askOlga('POST', '/me/substitutes', { ...officer, substituteEmail, untilAt: inDays(7) }),
      ),
    );
    const [one, two] = answers.map((answer) => ({ ...answer.json<Record<string, unknown>>(), requestId: '' }));
    expect(one).toEqual(two);
  });
});
