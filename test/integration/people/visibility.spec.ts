import type { Actor } from '#libs/domain';
import { rows, visibleTo } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { aCaseRow } from '../../support/case-rows.js';
import { aDatabase } from '../../support/database.js';
import { anActor, aPerson } from '../../support/people.js';

/** Cases by what matters for who may see them. `*` marks a draft, `!` strictly confidential. */
const CASES = {
  'KEN draft': { requestingState: 'KEN', isDraft: true },
  'KEN new': { requestingState: 'KEN' },
  'KEN new!': { requestingState: 'KEN', sensitivity: 'strictly-confidential' },
  'KEN with ROEA': { requestingState: 'KEN', leadOffice: 'ROEA' },
  'KEN with ROEA!': { requestingState: 'KEN', leadOffice: 'ROEA', sensitivity: 'strictly-confidential' },
  'NER draft': { requestingState: 'NER', isDraft: true },
  'NER with ROSEN': { requestingState: 'NER', leadOffice: 'ROSEN', sensitivity: 'confidential' },
  'NER with ROSEN, officer Olga': { requestingState: 'NER', leadOffice: 'ROSEN', isOlgas: true },
} as const;
type CaseName = keyof typeof CASES;

const ALL = Object.keys(CASES) as CaseName[];
const SUBMITTED = ALL.filter((name) => !name.includes('draft'));
const NOT_STRICT = SUBMITTED.filter((name) => !name.endsWith('!'));

describe('the cases that exist for somebody', () => {
  const database = aDatabase();
  let olga: Actor;

  beforeAll(async () => {
    olga = await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] });
    for (const [reference, { requestingState, ...facts }] of Object.entries(CASES)) {
      await aCaseRow(database.dataSource, {
        reference,
        requesting_state: requestingState,
        created_by: olga.personId,
        lead_office: 'leadOffice' in facts ? facts.leadOffice : null,
        sensitivity: 'sensitivity' in facts ? facts.sensitivity : 'unclassified',
        case_officer_id: 'isOlgas' in facts ? olga.personId : null,
        submitted_at: 'isDraft' in facts ? null : new Date(),
      });
    }
  });

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
    ['focal-point@KEN', ['KEN draft', 'KEN new', 'KEN new!', 'KEN with ROEA', 'KEN with ROEA!']],
    ['permanent-mission@KEN', ['KEN new', 'KEN new!', 'KEN with ROEA', 'KEN with ROEA!']],
    ['focal-point@TZA', []],
    ['intake-officer@HQ', NOT_STRICT],
    ['intake-officer@ROEA', ['KEN with ROEA', 'KEN with ROEA!']],
    ['triage-officer@ROEA', ['KEN with ROEA', 'KEN with ROEA!']],
    ['case-officer@ROEA', ['KEN with ROEA', 'KEN with ROEA!']],
    ['office-head@ROSEN', ['NER with ROSEN', 'NER with ROSEN, officer Olga']],
    ['due-diligence-adviser@ROSEN', ['NER with ROSEN', 'NER with ROSEN, officer Olga']],
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

  it('include for a case officer those of other offices that name them', async () => {
    expect(await seenBy(olga)).toEqual(['KEN with ROEA', 'KEN with ROEA!', 'NER with ROSEN, officer Olga']);
  });

  it('do not include cases that still name somebody who is no case officer any more', async () => {
    expect(await seenBy({ ...olga, roles: [] })).toEqual([]);
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
    expect(seen).toEqual(ALL.filter((name) => name !== 'NER draft').sort());
    expect(await seenBy(anActor('focal-point@KEN', 'focal-point@NER'))).toEqual([...ALL].sort());
    expect(await seenBy(anActor('office-head@ROEA', 'triage-officer@ROSEN'))).toHaveLength(4);
  });

  it('are none for somebody without a role', async () => expect(await seenBy(anActor())).toEqual([]));

  it('cannot be widened by the text of a role', async () => {
    const roles = [{ role: 'focal-point', stateCode: `' OR true --`, officeCode: null }];
    expect(await seenBy({ ...anActor(), personId: uuidv7(), roles })).toEqual([]);
  });
});
