import { type Actor, type CaseInvolvement, rolesOnCase } from '#libs/domain';
import { MAY_BE_TOLD, rows, visibleTo } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseRow } from '../../support/case-rows.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';

const ROLES = [
  'focal-point@KEN',
  'permanent-mission@KEN',
  'intake-officer@HQ',
  'intake-officer@ROEA',
  'triage-officer@ROEA',
  'case-officer@ROEA',
  'office-head@ROEA',
  'office-head@ROSEN',
  'due-diligence-adviser',
  'due-diligence-adviser@POMAR',
  'hq-manager',
  'auditor',
  'administrator',
];

describe('being told of a case', () => {
  const database = aDatabase();
  const people: Actor[] = [];

  beforeAll(async () => {
    for (const role of ROLES) {
      for (const isCleared of [false, true])
        people.push(await aPerson(database.dataSource, { roles: [role], isCleared }));
    }
    const several = await aPerson(database.dataSource, {
      roles: ['focal-point@KEN', 'office-head@ROEA', 'hq-manager'],
    });
    people.push(several);
    const [founder, , , , , , , , , , officer] = people;
    for (const sensitivity of ['unclassified', 'confidential', 'strictly-confidential']) {
      for (const submitted_at of [null, new Date()]) {
        for (const lead_office of submitted_at ? [null, 'ROEA', 'ROSEN'] : [null]) {
          for (const case_officer_id of lead_office === 'ROEA' ? [null, officer?.personId] : [null]) {
            for (const named of [null, ...people.slice(0, 14)]) {
              const id = await aCaseRow(database.dataSource, {
                requesting_state: 'KEN',
                supporting_offices: ['POMAR'],
                created_by: founder?.personId,
                sensitivity,
                submitted_at,
                lead_office,
                case_officer_id,
              });
              if (!named) continue;
              await database.dataSource.query(
                `INSERT INTO case_need_to_know (case_id, person_id, named_by, reason) VALUES ($1, $2, $2, 'needed')`,
                [id, named.personId],
              );
            }
          }
        }
      }
    }
  }, 30_000);

  function casesSeenBy(actor: Actor): Promise<(CaseInvolvement & { readonly id: string })[]> {
    const visible = visibleTo(actor, 'c', 1);
    return rows(
      database.dataSource,
      `SELECT c.id, c.requesting_state AS "requestingState", c.lead_office AS "leadOffice",
              c.supporting_offices AS "supportingOffices", c.case_officer_id AS "caseOfficerId" FROM cases c WHERE ${visible.condition}`,
      visible.parameters,
    );
  }

  it('is for those who see the case and have one of the roles on it, and of case officers for the named one', async () => {
    let told = 0;
    for (const person of people) {
      for (const role of new Set(ROLES.map((text) => text.split('@')[0] ?? ''))) {
        // Somebody with several roles is told in one through which they see the case.
        const inRole = { ...person, roles: person.roles.filter((held) => held.role === role) };
        const expected = (await casesSeenBy(inRole))
          .filter((theCase) => rolesOnCase(inRole, theCase).includes(role))
          .filter((theCase) => role !== 'case-officer' || theCase.caseOfficerId === person.personId)
          .map(({ id }) => id);
        const found = await rows<{ id: string }>(
          database.dataSource,
          `SELECT c.id FROM cases c JOIN people p ON p.id = $1 WHERE ${MAY_BE_TOLD('$2')}`,
          [person.personId, [role]],
        );
        expect({ person: person.roles, told: found.map(({ id }) => id).sort() }).toEqual({
          person: person.roles,
          told: expected.sort(),
        });
        told += found.length;
      }
    }
    expect(told).toBeGreaterThan(500);
  }, 30_000);

  it('is not for somebody whose account is closed', async () => {
    const gone = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [gone.personId]);
    const found = await rows(
      database.dataSource,
      `SELECT FROM cases c JOIN people p ON p.id = $1 WHERE ${MAY_BE_TOLD('$2')}`,
      [gone.personId, ['focal-point']],
    );
    expect(found).toEqual([]);
  });
});
