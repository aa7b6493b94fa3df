import {
  type Actor,
  type CaseInvolvement,
  HEADQUARTERS,
  isToldAs,
  isToldAsWatcher,
  type Language,
  peopleNamedIn,
} from '#libs/domain';
import { visibleTo } from '../access/visible-to.js';
import { rows, type Sql } from '../database/sql.js';
import { ROLES_IN_FORCE } from '../people/roles-in-force.js';

interface PersonRow extends Actor {
  readonly address: string;
  readonly timeZone: string;
}

/** Somebody who may come to be told of a case. */
interface Candidate extends PersonRow {
  readonly isWatching: boolean;
}

const INVOLVEMENT = `c.requesting_state AS "requestingState", c.lead_office AS "leadOffice",
  c.case_officer_id AS "caseOfficerId", c.supporting_offices AS "supportingOffices"`;

/** Somebody who may be told of a case, with what is needed to write to them. */
export interface Reader {
  readonly personId: string;
  readonly name: string;
  readonly address: string;
  readonly language: Language;
  readonly timeZone: string;
}

const PERSON = `p.id AS "personId", p.display_name AS "displayName", p.language, p.is_cleared AS "isCleared",
  p.email AS address, p.time_zone AS "timeZone", ${ROLES_IN_FORCE} AS roles`;

/** Whether the person (alias `p`) watches the case of this placeholder. */
const isWatching = (caseId: string): string =>
  `EXISTS (SELECT FROM case_watchers w WHERE w.case_id = ${caseId} AND w.person_id = p.id) AS "isWatching"`;

/** Decides who is told: by their roles on the case or because they watch it, and by whether the case exists for them at this moment. */
export class Readers {
  constructor(private readonly sql: Sql) {}

  /** Everybody of the audience but the author of this entry of the history. */
  async ofCase(caseId: string, audience: readonly string[], sequence: number): Promise<readonly Reader[]> {
    const [theCase] = await rows<CaseInvolvement & { readonly author: string | null }>(
      this.sql,
      `SELECT ${INVOLVEMENT}, (SELECT e.actor_id FROM case_events e WHERE e.case_id = c.id AND e.sequence = $2) AS author
         FROM cases c WHERE c.id = $1`,
      [caseId, sequence],
    );
    if (!theCase) return [];
    // Whoever could have a part in the case at all; their roles decide.
    const people = await rows<Candidate>(
      this.sql,
      `SELECT ${PERSON}, ${isWatching('$6')} FROM people p
        WHERE p.deactivated_at IS NULL AND p.id IS DISTINCT FROM $4
          AND p.id IN (
            SELECT person_id FROM role_assignments WHERE state_code = $1
            UNION SELECT person_id FROM role_assignments WHERE office_code = ANY($2::text[])
            UNION SELECT person_id FROM role_assignments WHERE state_code IS NULL AND office_code IS NULL
            UNION SELECT $3::uuid
            UNION SELECT unnest($5::uuid[])
            UNION SELECT person_id FROM case_watchers WHERE case_id = $6)
        ORDER BY p.id`,
      [
        theCase.requestingState,
        [HEADQUARTERS, theCase.leadOffice, ...(theCase.supportingOffices ?? [])],
        theCase.caseOfficerId,
        theCase.author,
        peopleNamedIn(audience),
        caseId,
      ],
    );
    return this.mayBeTold(caseId, theCase, people, audience);
  }

  /** The person, if they may still be told. */
  async still(caseId: string, personId: string, audience: readonly string[]): Promise<Reader | undefined> {
    const [found] = await rows<Candidate & CaseInvolvement>(
      this.sql,
      `SELECT ${PERSON}, ${isWatching('$2')}, ${INVOLVEMENT}
         FROM people p JOIN cases c ON c.id = $2 WHERE p.id = $1 AND p.deactivated_at IS NULL`,
      [personId, caseId],
    );
    if (!found) return undefined;
    const [reader] = await this.mayBeTold(caseId, found, [found], audience);
    return reader;
  }

  /** Somebody with the roles in force now; undefined once the account is closed. */
  async actor(personId: string): Promise<Actor | undefined> {
    const [person] = await rows<PersonRow>(
      this.sql,
      `SELECT ${PERSON} FROM people p WHERE p.id = $1 AND p.deactivated_at IS NULL`,
      [personId],
    );
    return person;
  }

  private async mayBeTold(
    caseId: string,
    theCase: CaseInvolvement,
    people: readonly Candidate[],
    audience: readonly string[],
  ): Promise<readonly Reader[]> {
    const readers: Reader[] = [];
    for (const person of people) {
      const isTold =
        isToldAs(person, theCase, audience) || (person.isWatching && isToldAsWatcher(person, theCase, audience));
      if (!isTold) continue;
      const { condition, parameters } = visibleTo(person, 'c', 2);
      const seen = await rows(this.sql, `SELECT 1 FROM cases c WHERE c.id = $1 AND ${condition}`, [
        caseId,
        ...parameters,
      ]);
      if (seen.length === 0) continue;
      readers.push({
        personId: person.personId,
        name: person.displayName,
        address: person.address,
        language: person.language,
        timeZone: person.timeZone,
      });
    }
    return readers;
  }
}
