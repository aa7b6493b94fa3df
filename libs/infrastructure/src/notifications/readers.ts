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

  async ofCase(caseId: string, audience: readonly string[], exceptPersonId: string | null): Promise<readonly Reader[]> {
    const theCase = await this.involvement(caseId);
    if (!theCase) return [];
    // Whoever could have a part in the case at all; their roles decide.
    const people = await rows<Candidate>(
      this.sql,
      `SELECT ${PERSON}, ${isWatching('$5')} FROM people p
        WHERE p.deactivated_at IS NULL AND p.id IS DISTINCT FROM $4
          AND p.id IN (
            SELECT person_id FROM role_assignments WHERE state_code = $1
            UNION SELECT person_id FROM role_assignments WHERE office_code = ANY($2::text[])
            UNION SELECT person_id FROM role_assignments WHERE state_code IS NULL AND office_code IS NULL
            UNION SELECT $3::uuid
            UNION SELECT person_id FROM case_watchers WHERE case_id = $5
            UNION SELECT unnest($6::uuid[]))
        ORDER BY p.id`,
      [
        theCase.requestingState,
        [HEADQUARTERS, theCase.leadOffice, ...(theCase.supportingOffices ?? [])],
        theCase.caseOfficerId,
        exceptPersonId,
        caseId,
        peopleNamedIn(audience),
      ],
    );
    return this.mayBeTold(caseId, theCase, people, audience);
  }

  /** The person, if they may still be told. */
  async still(caseId: string, personId: string, audience: readonly string[]): Promise<Reader | undefined> {
    const theCase = await this.involvement(caseId);
    if (!theCase) return undefined;
    const people = await rows<Candidate>(
      this.sql,
      `SELECT ${PERSON}, ${isWatching('$2')} FROM people p WHERE p.id = $1 AND p.deactivated_at IS NULL`,
      [personId, caseId],
    );
    const [reader] = await this.mayBeTold(caseId, theCase, people, audience);
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

  private async involvement(caseId: string): Promise<CaseInvolvement | undefined> {
    const [theCase] = await rows<CaseInvolvement>(
      this.sql,
      `SELECT requesting_state AS "requestingState", lead_office AS "leadOffice", case_officer_id AS "caseOfficerId", supporting_offices AS "supportingOffices" FROM cases WHERE id = $1`,
      [caseId],
    );
    return theCase;
  }
}
