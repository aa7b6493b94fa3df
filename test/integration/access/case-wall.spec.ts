import type { Actor } from '#libs/domain';
import {
  askingAs,
  askingAsSystem,
  CaseList,
  createDataSource,
  type DataSource,
  rows,
  SealAudit,
  verifyAudit,
  visibleTo,
} from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { asOwner, asOwnerOf } from '../../support/as-owner.js';
import { aCaseRow } from '../../support/case-rows.js';
import { aDatabase } from '../../support/database.js';
import { aPerson, anActor } from '../../support/people.js';

const STATES = ['KEN', 'MLI', 'NER'];
const OFFICES = ['ROEA', 'ROSEN', 'POMAR'];

describe('the wall around the cases', () => {
  const database = aDatabase();
  /** As the API opens it: nobody is named until somebody is. */
  let asked: DataSource;
  let people: string[];
  const caseIds: string[] = [];

  const all = async (table = 'cases', column = 'id'): Promise<string[]> =>
    (await rows<{ id: string }>(asked, `SELECT DISTINCT ${column} AS id FROM ${table}`)).map(({ id }) => id).sort();
  const visible = async (actor: Actor): Promise<string[]> => {
    const { condition, parameters } = visibleTo(actor, 'c');
    const found = await rows<{ id: string }>(
      database.dataSource,
      `SELECT c.id FROM cases c WHERE ${condition}`,
      parameters,
    );
    return found.map(({ id }) => id).sort();
  };
  const somebody = (personId: string | undefined, isCleared: boolean, ...roles: string[]): Actor => ({
    ...anActor(...roles),
    personId: personId ?? uuidv7(),
    isCleared,
  });

  beforeAll(async () => {
    asked = await createDataSource({
      url: database.url,
      poolSize: 3,
      applicationName: 'test of the wall',
    }).initialize();
    people = [];
    for (let count = 0; count < 3; count += 1) people.push((await aPerson(database.dataSource)).personId);
    let count = 0;
    for (const state of STATES)
      for (const leadOffice of [null, ...OFFICES])
        for (const sensitivity of ['unclassified', 'strictly-confidential'])
          for (const isSubmitted of leadOffice === null ? [false, true] : [true]) {
            count += 1;
            const id = await aCaseRow(database.dataSource, {
              requesting_state: state,
              lead_office: leadOffice,
              sensitivity,
              submitted_at: isSubmitted ? new Date() : null,
              supporting_offices: count % 3 === 0 ? [OFFICES[count % OFFICES.length]] : [],
              former_offices: count % 4 === 0 ? [OFFICES[(count + 1) % OFFICES.length]] : [],
              created_by: people[count % people.length],
              case_officer_id: count % 2 === 0 ? people[(count + 1) % people.length] : null,
              request: JSON.stringify({ title: `Case ${count} of ${state}` }),
              history_length: 1,
            });
            caseIds.push(id);
            await database.dataSource.query(
              `INSERT INTO case_events (case_id, sequence, case_version, type, name, actor_role, detail, occurred_at)
               VALUES ($1, 1, 1, 'moved', 'act', 'focal-point', '{}', now())`,
              [id],
            );
            if (count % 7 === 0)
              await database.dataSource.query(
                `INSERT INTO case_need_to_know (case_id, person_id, named_by, reason) VALUES ($1, $2, $2, 'their work')`,
                [id, people[count % people.length]],
              );
          }
  }, 60_000);
  afterAll(() => asked.destroy());

  it('shows nothing where nobody is named', async () => {
    for (const table of ['cases', 'case_events', 'case_need_to_know'])
      expect(await all(table, 'count(*)')).toEqual(['0']);
  });

  it('shows everything to the system, where that is said', async () => {
    expect(await askingAsSystem(() => all())).toEqual([...caseIds].sort());
    expect(await all()).toEqual([]);
  });

  it('hides nothing that visibleTo shows, and shows little beyond it', async () => {
    const role = fc.oneof(
      fc.constantFrom(...STATES).map((state) => `focal-point@${state}`),
      fc.constantFrom(...STATES).map((state) => `permanent-mission@${state}`),
      fc
        .tuple(
          fc.constantFrom('intake-officer', 'triage-officer', 'case-officer', 'office-head'),
          fc.constantFrom(...OFFICES, 'HQ'),
        )
        .map((parts) => parts.join('@')),
      fc.constantFrom('hq-manager', 'due-diligence-adviser', 'auditor', 'administrator'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(role, { maxLength: 3 }), fc.nat(3), fc.boolean(), async (roles, nth, isCleared) => {
        const actor = somebody(people[nth], isCleared, ...roles);
        const behindWall = await askingAs(actor, () => all());
        const shown = await visible(actor);
        expect(behindWall).toEqual(expect.arrayContaining(shown));
        const { items } = await askingAs(actor, () => new CaseList(asked).page(actor, {}, 'id', caseIds.length, null));
        expect(items.map(({ id }) => id)).toEqual(shown);
        if (roles.every((name) => ['auditor', 'administrator'].includes(name)))
          expect(behindWall.length).toBeLessThanOrEqual(caseIds.length / 7);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps to the State, the office and what is strictly confidential, whatever the statement forgets', async () => {
    const readBy = (
      actor: Actor,
    ): Promise<{ state: string; office: string; isStrict: boolean; isSubmitted: boolean }[]> =>
      askingAs(actor, () =>
        rows(
          asked,
          `SELECT requesting_state AS state, lead_office AS office, supporting_offices || former_offices AS others,
                  sensitivity = 'strictly-confidential' AS "isStrict", submitted_at IS NOT NULL AS "isSubmitted" FROM cases`,
        ),
      );
    const ofState = await readBy(somebody(undefined, false, 'focal-point@KEN'));
    expect(ofState.length).toBeGreaterThan(0);
    expect(ofState.every(({ state, isStrict }) => state === 'KEN' && !isStrict)).toBe(true);
    const ofHeadquarters = await readBy(somebody(undefined, false, 'hq-manager'));
    expect(ofHeadquarters.length).toBeGreaterThan(ofState.length);
    expect(ofHeadquarters.every(({ isStrict, isSubmitted }) => !isStrict && isSubmitted)).toBe(true);
    expect((await readBy(somebody(undefined, true, 'hq-manager'))).some(({ isStrict }) => isStrict)).toBe(true);
    expect(await readBy(somebody(undefined, true, 'administrator'))).toEqual([]);
    expect(await readBy(somebody(undefined, true, 'auditor'))).toEqual([]);
  });

  it('tells ids of the cases an office helps with to that office only, and to the system', async () => {
    const helpedBy = async (...offices: string[]): Promise<string[]> =>
      (await rows<{ id: string }>(asked, 'SELECT unnest(wall.cases_helped_by($1)) AS id ORDER BY id', [offices])).map(
        ({ id }) => id,
      );
    const [ofRoea, ofAll] = await askingAsSystem(async () => [await helpedBy('ROEA'), await helpedBy(...OFFICES)]);
    expect(ofRoea?.length).toBeGreaterThan(0);
    expect(ofAll?.length).toBeGreaterThan(ofRoea?.length ?? 0);
    expect(await askingAs(somebody(undefined, false, 'case-officer@ROEA'), () => helpedBy(...OFFICES))).toEqual(ofRoea);
    for (const role of ['case-officer@POHQ', 'focal-point@KEN', 'hq-manager', 'administrator'])
      expect(await askingAs(somebody(undefined, true, role), () => helpedBy(...OFFICES))).toEqual([]);
    expect(await helpedBy(...OFFICES)).toEqual([]);
  });

  it('tells ids of the cases somebody is named on to them only, and to the system', async () => {
    const naming = async (...personIds: (string | undefined)[]): Promise<string[]> =>
      (
        await rows<{ id: string }>(asked, 'SELECT unnest(wall.cases_naming($1::uuid[])) AS id ORDER BY id', [personIds])
      ).map(({ id }) => id);
    const [first, second] = people;
    const [ofFirst, ofBoth] = await askingAsSystem(async () => [await naming(first), await naming(first, second)]);
    expect(ofFirst?.length).toBeGreaterThan(0);
    expect(ofBoth?.length).toBeGreaterThan(ofFirst?.length ?? 0);
    expect(await askingAs(somebody(first, false, 'focal-point@KEN'), () => naming(first, second))).toEqual(ofFirst);
    for (const role of ['case-officer@ROEA', 'hq-manager', 'administrator'])
      expect(await askingAs(somebody(undefined, true, role), () => naming(first, second))).toEqual([]);
    expect(await naming(first, second)).toEqual([]);
  });

  it('stands before what belongs to a case', async () => {
    const actor = somebody(undefined, false, 'focal-point@MLI');
    const cases = await askingAs(actor, () => all());
    expect(await askingAs(actor, () => all('case_events', 'case_id'))).toEqual(cases);
  });

  describe('asked through a cheap function that tells what it is given', () => {
    /** What the function was given while somebody asked. */
    const leakedTo = async (actor: Actor | 'system' | 'nobody', statement: string): Promise<readonly string[]> => {
      const leaked: string[] = [];
      const runner = asked.createQueryRunner();
      const client = (await runner.connect()) as NodeJS.EventEmitter;
      const hear = ({ message }: { message: string }): void => void leaked.push(message.replace('leaked: ', ''));
      client.on('notice', hear);
      const ask = (): Promise<unknown> => runner.query(statement);
      try {
        await (actor === 'system' ? askingAsSystem(ask) : actor === 'nobody' ? ask() : askingAs(actor, ask));
      } finally {
        client.off('notice', hear);
        await runner.release();
      }
      return leaked;
    };

    beforeAll(() =>
      asOwnerOf(database, (owner) =>
        owner.query(`
          CREATE FUNCTION leak(said text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$
          BEGIN RAISE NOTICE 'leaked: %', said; RETURN true; END $$`),
      ),
    );
    afterAll(() => asOwner(database.dataSource, 'DROP FUNCTION leak(text)'));

    it('shows no case of another State', async () => {
      const actor = somebody(undefined, false, 'focal-point@KEN');
      const titles = await leakedTo(actor, `SELECT id FROM cases WHERE leak(request->>'title')`);
      expect(titles.length).toBeGreaterThan(0);
      expect(titles.filter((said) => !said.endsWith(' of KEN'))).toEqual([]);
      const told = await leakedTo(actor, `SELECT 1 FROM case_events e WHERE leak(e.case_id::text)`);
      const ken = await askingAsSystem(() =>
        rows<{ id: string }>(asked, `SELECT id FROM cases WHERE requesting_state = 'KEN'`),
      );
      expect(told.filter((said) => !ken.some(({ id }) => said.endsWith(id)))).toEqual([]);
    });

    it('shows the audit trail to auditors and administrators alone, and everybody adds to it', async () => {
      const record = (id: string): readonly [string, unknown[]] => [
        `INSERT INTO audit_records (id, kind, actor_id, subject_type, subject_id, detail) VALUES ($1, 'glass-broken', $1, 'case', $2, '{}')`,
        [id, caseIds[0]],
      ];
      const ids = Array.from({ length: 3 }, () => uuidv7());
      const [byNobody = '', byPerson = '', bySystem = ''] = ids;
      await asked.query(...record(byNobody));
      await askingAs(somebody(undefined, false, 'case-officer@ROEA'), () => asked.query(...record(byPerson)));
      await askingAsSystem(() => asked.query(...record(bySystem)));

      const statement = `SELECT 1 FROM audit_records WHERE leak(actor_id::text)`;
      for (const role of ['focal-point@KEN', 'office-head@ROEA', 'intake-officer@HQ', 'hq-manager'])
        expect(await leakedTo(somebody(undefined, true, role), statement)).toEqual([]);
      expect(await leakedTo('nobody', statement)).toEqual([]);
      for (const reader of [somebody(undefined, false, 'auditor'), somebody(undefined, false, 'administrator')])
        expect(await leakedTo(reader, statement)).toEqual(expect.arrayContaining(ids));
      expect(await leakedTo('system', statement)).toEqual(expect.arrayContaining(ids));

      await new SealAudit(database.dataSource, null).sealAll();
      const { findings } = await verifyAudit(database.dataSource, { publicKey: null, checkpoints: null });
      expect(findings).toEqual([]);
    });

    it('shows of background work and of what was sent to receivers only what is about one’s own cases', async () => {
      const lists = {
        clock_replay_cases: 'replay_id',
        lifecycle_change_cases: 'change_id',
        lifecycle_rehearsal_cases: 'rehearsal_id',
      };
      // As the owner: what the lists belong to is of no matter here.
      for (const [table, work] of Object.entries(lists))
        await asOwner(
          database.dataSource,
          `INSERT INTO ${table} (${work}, case_id) SELECT $1::uuid, unnest($2::uuid[])`,
          [uuidv7(), caseIds],
        );
      await asOwner(
        database.dataSource,
        `INSERT INTO webhook_deliveries (id, subscription_id, case_id, sequence, event, occurred_at)
         SELECT gen_random_uuid(), $1, unnest($2::uuid[]), 1, 'accepted', now()`,
        [uuidv7(), caseIds],
      );
      const actor = somebody(undefined, false, 'focal-point@MLI');
      const cases = await askingAs(actor, () => all());
      for (const table of [...Object.keys(lists), 'webhook_deliveries']) {
        expect([...(await leakedTo(actor, `SELECT 1 FROM ${table} WHERE leak(case_id::text)`))].sort()).toEqual(cases);
        expect(await leakedTo('nobody', `SELECT 1 FROM ${table} WHERE leak(case_id::text)`)).toEqual([]);
        expect(await leakedTo('system', `SELECT 1 FROM ${table} WHERE leak(case_id::text)`)).toHaveLength(
          caseIds.length,
        );
      }
    });
  });

  it('does not carry one person over to the next on the same connection, nor past the end of a transaction', async () => {
    const single = await createDataSource({ url: database.url, poolSize: 1, applicationName: 'one' }).initialize();
    const count = async (): Promise<number> =>
      (await rows<{ count: number }>(single, 'SELECT count(*)::int AS count FROM cases'))[0]?.count ?? -1;
    try {
      const hq = somebody(undefined, true, 'hq-manager');
      const ken = somebody(undefined, false, 'focal-point@KEN');
      const [asHq, asKen] = [await askingAs(hq, count), await askingAs(ken, count)];
      expect(asHq).toBeGreaterThan(asKen);
      expect(await count()).toBe(0);
      await askingAs(hq, () => single.transaction((manager) => manager.query('SELECT 1')));
      expect(await count()).toBe(0);
      await expect(askingAs(hq, () => single.transaction((manager) => manager.query('SELECT 1/0')))).rejects.toThrow();
      expect(await count()).toBe(0);
      expect(await askingAs(ken, count)).toBe(asKen);
    } finally {
      await single.destroy();
    }
  });

  it('follows whoever asks within one transaction, at any isolation, and is nobody’s once nobody asks', async () => {
    const ken = somebody(undefined, false, 'focal-point@KEN');
    const seen = await askingAs(ken, () =>
      asked.transaction('REPEATABLE READ', async (manager) => {
        const count = async (): Promise<number> =>
          (await rows<{ count: number }>(manager, 'SELECT count(*)::int AS count FROM cases'))[0]?.count ?? -1;
        const [first, system, again] = [await count(), await askingAsSystem(count), await count()];
        await manager.query('SAVEPOINT here');
        const between = await askingAsSystem(count);
        await manager.query('ROLLBACK TO SAVEPOINT here');
        return { first, system, again, between, last: await count() };
      }),
    );
    expect(seen).toEqual({
      first: seen.first,
      system: caseIds.length,
      again: seen.first,
      between: caseIds.length,
      last: seen.first,
    });
    expect(seen.first).toBeLessThan(caseIds.length);
  });

  it('goes on giving the answer and the fault of the statement itself', async () => {
    await askingAs(somebody(undefined, false, 'focal-point@KEN'), async () => {
      expect(await rows(asked, `SELECT $1::int AS one, 'x' AS two`, [1])).toEqual([{ one: 1, two: 'x' }]);
      expect(await rows(asked, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await expect(asked.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' });
      await expect(asked.query('SELECT $1::int', ['no number'])).rejects.toMatchObject({ code: '22P02' });
      expect(await asked.query('UPDATE people SET language = language WHERE id = $1', [people[0]])).toEqual([[], 1]);
      expect(await Promise.all([1, 2, 3, 4, 5].map((n) => rows(asked, 'SELECT $1::int AS n', [n])))).toEqual(
        [1, 2, 3, 4, 5].map((n) => [{ n }]),
      );
    });
  });

  it('stands before every table whose rows name a case', async () => {
    const open = await rows<{ name: string }>(
      database.dataSource,
      `SELECT DISTINCT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attname = 'case_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT c.relrowsecurity`,
    );
    expect(open).toEqual([]);
  });

  it('has its owner inside, and nobody else who signs in', async () => {
    const roles = await rows<{ name: string; owns: number; bypasses: boolean; canSignIn: boolean }>(
      database.dataSource,
      `SELECT rolname AS name, rolsuper OR rolbypassrls AS bypasses, rolcanlogin AS "canSignIn",
              (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid AND relnamespace = 'public'::regnamespace) AS owns
         FROM pg_roles r WHERE rolname LIKE 'upon_request%' ORDER BY rolname`,
    );
    expect(roles.map(({ name, bypasses, canSignIn }) => [name, bypasses, canSignIn])).toEqual([
      ['upon_request', false, true],
      ['upon_request_application', false, false],
      ['upon_request_migrator', false, true],
      ['upon_request_owner', false, false],
    ]);
    expect(roles.filter(({ owns }) => owns > 0).map(({ name }) => name)).toEqual(['upon_request_owner']);
  });
});
