import {
  type Actor,
  asStaff,
  CaseNotFound,
  type CaseRecord,
  HEADQUARTERS,
  readsAs,
  type Side,
  sideOfRole,
} from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rowsForSystem } from '../access/asking.js';
import { visibleTo } from '../access/visible-to.js';
import type { CaseReader } from '../cases/case-reader.js';
import { rows } from '../database/sql.js';
import { ROLES_IN_FORCE } from '../people/roles-in-force.js';

/** Somebody who can be addressed by name on a case. */
export interface PersonOnCase {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly side: Side;
}

/** Of how many people at a time it is asked whether they see the case. */
const BATCH = 50;

/** Whom somebody can address by name on a case: exactly those whom a mention does not refuse, as far as the reader may know of them. */
export class PeopleOnCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CaseReader,
  ) {}

  /**
   * By name, after one of them.
   * @throws CaseNotFound for an absent and for an invisible case alike; for notes to people of the requesting State, too.
   */
  async page(
    actor: Actor,
    caseId: string,
    { what, after, limit }: { what: 'messages' | 'notes'; after: string | null; limit: number },
  ): Promise<readonly PersonOnCase[]> {
    const theCase = await this.cases.read(actor, caseId);
    const isStaff = asStaff(actor, theCase.requestingState) !== null;
    if (what === 'notes' && !isStaff) throw new CaseNotFound();
    const found: PersonOnCase[] = [];
    let last = after;
    for (;;) {
      const batch = await this.candidates(theCase, last);
      for (const person of batch) {
        last = person.personId;
        if (person.personId === actor.personId) continue;
        const seen = await this.onCase(theCase, person, what, isStaff);
        if (seen && found.push(seen) === limit) return found;
      }
      if (batch.length < BATCH) return found;
    }
  }

  /** Whoever could come to see the case at all, by their roles, their name on it, or because they were named. */
  private candidates(theCase: CaseRecord, after: string | null): Promise<Actor[]> {
    return rows<Actor>(
      this.dataSource,
      `SELECT p.id AS "personId", p.display_name AS "displayName", p.language, p.is_cleared AS "isCleared", ${ROLES_IN_FORCE} AS roles
         FROM people p
        WHERE p.deactivated_at IS NULL
          AND ($4::uuid IS NULL OR (p.display_name, p.id) > (SELECT l.display_name, l.id FROM people l WHERE l.id = $4))
          AND p.id IN (
            SELECT person_id FROM role_assignments WHERE state_code = $1
            UNION SELECT person_id FROM role_assignments WHERE office_code = ANY(
              (SELECT c.supporting_offices || c.former_offices || c.lead_office || $2::text FROM cases c WHERE c.id = $3)::text[])
            UNION SELECT person_id FROM role_assignments WHERE state_code IS NULL AND office_code IS NULL
            UNION SELECT person_id FROM case_need_to_know WHERE case_id = $3
            UNION SELECT $6::uuid)
        ORDER BY p.display_name, p.id LIMIT $5`,
      [theCase.requestingState, HEADQUARTERS, theCase.id, after, BATCH, theCase.caseOfficerId],
    );
  }

  private async onCase(
    theCase: CaseRecord,
    person: Actor,
    what: 'messages' | 'notes',
    isForStaff: boolean,
  ): Promise<PersonOnCase | undefined> {
    const reader = what === 'notes' ? asStaff(person, theCase.requestingState) : person;
    if (!reader) return undefined;
    const { role, stateCode, officeCode } = readsAs(reader, theCase);
    const side = stateCode === null ? sideOfRole(role) : 'state';
    // The State knows who looks after its case; who else of the organisation could read it is the house's own affair.
    const isKnownToState =
      side === 'state' ||
      person.personId === theCase.caseOfficerId ||
      (officeCode !== null && officeCode === theCase.leadOffice);
    if (!isForStaff && !isKnownToState) return undefined;
    const { condition, parameters } = visibleTo(reader, 'c', 2);
    // Of somebody who is not the one who asks: behind the wall it would be looked up what the asker sees.
    const seen = await rowsForSystem(this.dataSource, `SELECT FROM cases c WHERE c.id = $1 AND ${condition}`, [
      theCase.id,
      ...parameters,
    ]);
    return seen.length === 0 ? undefined : { id: person.personId, name: person.displayName, role, side };
  }
}
