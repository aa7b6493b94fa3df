import type { Actor } from '#libs/domain';
import { rows, visibleTo } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { asOwner } from '../../support/as-owner.js';
import { aCaseRow } from '../../support/case-rows.js';
import { aDatabase } from '../../support/database.js';
import { anActor, aPerson } from '../../support/people.js';

/** Cases by what matters for who may see them; strictly confidential ones end with an exclamation mark. */
const CASES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'KEN draft': { requesting_state: 'KEN', submitted_at: null },
  'KEN draft!': { requesting_state: 'KEN', submitted_at: null, sensitivity: 'strictly-confidential' },
  'KEN new': { requesting_state: 'KEN' },
  'KEN new!': { requesting_state: 'KEN', sensitivity: 'strictly-confidential' },
  'KEN with ROEA': { requesting_state: 'KEN', lead_office: 'ROEA' },
  'KEN with ROEA!': { requesting_state: 'KEN', lead_office: 'ROEA', sensitivity: 'strictly-confidential' },
  'NER draft': { requesting_state: 'NER', submitted_at: null },
  'NER with ROSEN': { requesting_state: 'NER', lead_office: 'ROSEN', sensitivity: 'confidential' },
  'NER with ROSEN and POMAR': { requesting_state: 'NER', lead_office: 'ROSEN', supporting_offices: ['POMAR'] },
  'NER with ROSEN and POMAR!': {
    requesting_state: 'NER',
    lead_office: 'ROSEN',
    supporting_offices: ['POMAR'],
    sensitivity: 'strictly-confidential',
  },
};
const ALL = Object.keys(CASES);
const SUBMITTED = ALL.filter((name) => !name.includes('draft'));
const NOT_STRICT = SUBMITTED.filter((name) => !name.endsWith('!'));

describe('the cases that exist for somebody', () => {
  const database = aDatabase();
  const idOf = new Map<string, string>();
  let founder: Actor;

  beforeAll(async () => {
    founder = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    for (const [reference, facts] of Object.entries(CASES)) {
      const row = {
        reference,
        submitted_at: new Date(),
        supporting_offices: [],
        created_by: founder.personId,
        ...facts,
      };
      idOf.set(reference, await aCaseRow(database.dataSource, row));
    }
  });

  const name = (person: Actor, reference: string, until = 'NULL'): Promise<unknown> =>
    database.dataSource.query(
      `INSERT INTO case_need_to_know (case_id, person_id, named_by, reason, until_at) VALUES ($1, $2, $3, 'needed', ${until})`,
      [idOf.get(reference), person.personId, founder.personId],
    );

  async function seenBy(actor: Actor): Promise<string[]> {
    const { condition, parameters } = visibleTo(actor, 'c', 2);
    const seen = await rows<{ reference: string }>(
      database.dataSource,
      `SELECT c.reference FROM cases c WHERE $1::text <> '' AND ${condition} ORDER BY c.reference`,
      ['a parameter before', ...parameters],
    );
    return seen.map(({ reference }) => reference);
  }

  it.each<[string, readonly string[]]>([
    ['focal-point@KEN', ['KEN draft', 'KEN new', 'KEN with ROEA']],
    ['permanent-mission@KEN', ['KEN new', 'KEN with ROEA']],
    ['focal-point@TZA', []],
    ['intake-officer@HQ', NOT_STRICT],
    ['intake-officer@ROEA', ['KEN with ROEA']],
    ['triage-officer@ROEA', ['KEN with ROEA']],
    ['case-officer@ROEA', ['KEN with ROEA']],
    ['office-head@ROEA', ['KEN with ROEA', 'KEN with ROEA!']],
    ['office-head@ROSEN', ['NER with ROSEN', 'NER with ROSEN and POMAR', 'NER with ROSEN and POMAR!']],
    ['due-diligence-adviser@ROSEN', ['NER with ROSEN', 'NER with ROSEN and POMAR']],
    ['office-head@POMAR', ['NER with ROSEN and POMAR']],
    ['due-diligence-adviser', NOT_STRICT],
    ['hq-manager', NOT_STRICT],
    ['auditor', []],
    ['administrator', []],
  ])('for %s are %p', async (role, expected) => {
    expect(await seenBy(anActor(role))).toEqual([...expected].sort());
  });

  it.each(['hq-manager', 'intake-officer@HQ', 'due-diligence-adviser'])(
    'are all that was submitted for %s with clearance',
    async (role) => {
      expect(await seenBy({ ...anActor(role), isCleared: true })).toEqual([...SUBMITTED].sort());
    },
  );

  it.each(['auditor', 'administrator', 'focal-point@TZA', 'office-head@ROCA'])(
    'are not widened for %s by clearance alone',
    async (role) => {
      expect(await seenBy({ ...anActor(role), isCleared: true })).toEqual([]);
    },
  );

  it.each([
    ['triage-officer@ROSEN', ['NER with ROSEN', 'NER with ROSEN and POMAR', 'NER with ROSEN and POMAR!']],
    ['due-diligence-adviser@POMAR', ['NER with ROSEN and POMAR', 'NER with ROSEN and POMAR!']],
  ])('include for %s with clearance the strictly confidential ones of the office', async (role, expected) => {
    expect(await seenBy({ ...anActor(role), isCleared: true })).toEqual(expected);
  });

  it('include for a focal point the strictly confidential ones they began, drafts too', async () => {
    expect(await seenBy(founder)).toEqual([
      'KEN draft',
      'KEN draft!',
      'KEN new',
      'KEN new!',
      'KEN with ROEA',
      'KEN with ROEA!',
    ]);
    expect(await seenBy({ ...founder, roles: anActor('focal-point@TZA').roles })).toEqual([]);
  });

  it('pass over to a successor', async () => {
    const [role] = anActor('focal-point@KEN').roles;
    const successor = { ...anActor(), roles: role ? [{ ...role, standsFor: [founder.personId] }] : [] };
    expect(await seenBy(successor)).toEqual(await seenBy(founder));
  });

  it('include for the named officer, or who stands in, the strictly confidential ones that name them', async () => {
    const olga = await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] });
    const put = (officer: string | null): Promise<unknown> =>
      database.dataSource.query('UPDATE cases SET case_officer_id = $2 WHERE id = $1', [
        idOf.get('KEN with ROEA!'),
        officer,
      ]);
    await put(olga.personId);
    expect(await seenBy(olga)).toEqual(['KEN with ROEA', 'KEN with ROEA!']);
    const [role] = olga.roles;
    const substitute = { ...anActor(), roles: role ? [{ ...role, standsFor: [olga.personId] }] : [] };
    expect(await seenBy(substitute)).toEqual(['KEN with ROEA', 'KEN with ROEA!']);
    expect(await seenBy({ ...olga, roles: [] })).toEqual([]);
    await put(null);
  });

  it.each([
    ['focal-point@KEN', 'KEN new!', true],
    ['permanent-mission@KEN', 'KEN new!', true],
    ['permanent-mission@KEN', 'KEN draft!', false],
    ['focal-point@KEN', 'NER with ROSEN and POMAR!', false],
    ['hq-manager', 'KEN new!', true],
    ['case-officer@ROSEN', 'NER with ROSEN and POMAR!', true],
    ['due-diligence-adviser@ROCA', 'NER with ROSEN and POMAR!', true],
    ['hq-manager', 'KEN draft!', false],
    ['administrator', 'KEN new!', false],
    ['auditor', 'KEN new!', false],
  ])('for %s, named to know of %s, include it: %p', async (role, reference, expected) => {
    const person = await aPerson(database.dataSource, { roles: [role] });
    await name(person, reference);
    expect((await seenBy(person)).includes(reference)).toBe(expected);
  });

  it('do not include what somebody needed to know until yesterday', async () => {
    const person = await aPerson(database.dataSource, { roles: ['hq-manager'] });
    await name(person, 'KEN new!', `now() - interval '1 day'`);
    expect(await seenBy(person)).toEqual([...NOT_STRICT].sort());
  });

  it('go on being seen by an office that handed them over, and no longer strictly confidential ones', async () => {
    const handed = await aCaseRow(database.dataSource, {
      reference: 'handed over',
      submitted_at: new Date(),
      requesting_state: 'UGA',
      lead_office: 'ROEA',
      supporting_offices: [],
      created_by: founder.personId,
    });
    const hand = (change: string): Promise<unknown> =>
      database.dataSource.query(`UPDATE cases SET ${change} WHERE id = $1`, [handed]);
    await hand(`lead_office = 'ROCA'`);
    await hand(`lead_office = 'ROSA'`);
    for (const office of ['ROEA', 'ROCA', 'ROSA'])
      expect(await seenBy(anActor(`office-head@${office}`))).toContain('handed over');
    expect(await seenBy(anActor('office-head@ROSAF'))).not.toContain('handed over');
    await hand(`sensitivity = 'strictly-confidential'`);
    expect(await seenBy(anActor('office-head@ROEA'))).not.toContain('handed over');
    expect(await seenBy(anActor('office-head@ROSA'))).toContain('handed over');
    await hand(`lead_office = 'ROEA'`);
    const [row] = await rows<{ offices: string[] }>(
      database.dataSource,
      'SELECT former_offices AS offices FROM cases WHERE id = $1',
      [handed],
    );
    expect(row?.offices).toEqual(['ROCA', 'ROSA']);
    await asOwner(database.dataSource, 'DELETE FROM cases WHERE id = $1', [handed]);
  });

  it('add up over several roles', async () => {
    const seen = await seenBy(
      anActor(
        'focal-point@KEN',
        'permanent-mission@NER',
        'permanent-mission@KEN',
        'office-head@ROSEN',
        'administrator',
      ),
    );
    expect(seen).toEqual([...NOT_STRICT, 'KEN draft', 'NER with ROSEN and POMAR!'].sort());
    expect(await seenBy(anActor('focal-point@KEN', 'focal-point@NER'))).toEqual(
      [...NOT_STRICT, 'KEN draft', 'NER draft'].sort(),
    );
    expect(await seenBy(anActor('office-head@ROEA', 'triage-officer@ROSEN'))).toHaveLength(4);
  });

  it('are none for somebody without a role', async () => expect(await seenBy(anActor())).toEqual([]));

  it('cannot be widened by the text of a role', async () => {
    const roles = [{ role: 'focal-point', stateCode: `' OR true --`, officeCode: null }];
    expect(await seenBy({ ...anActor(), personId: uuidv7(), roles })).toEqual([]);
  });
});
