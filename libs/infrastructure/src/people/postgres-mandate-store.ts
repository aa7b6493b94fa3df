import {
  type HeldRole,
  type Mandate,
  MandateNotEndorsable,
  type MandateStore,
  type ProposedPerson,
  type Substitution,
} from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { isViolationOf } from '../database/violation.js';
import { rows, type Sql } from '../database/sql.js';
import { MANDATE_COLUMNS } from './mandate-row.js';
import { ROLE_IS_IN_FORCE, ROLES_IN_FORCE } from './roles-in-force.js';

export class PostgresMandateStore implements MandateStore {
  constructor(private readonly sql: Sql) {}

  async personOf(person: ProposedPerson): Promise<string> {
    // The update that changes nothing makes the row come back in both cases, in one statement and without a race.
    const [row] = await rows<{ id: string }>(
      this.sql,
      `INSERT INTO people AS p (id, email, display_name, language, time_zone) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (lower(email)) DO UPDATE SET email = p.email RETURNING id`,
      [uuidv7(), person.email, person.displayName, person.language, person.timeZone],
    );
    if (!row) throw new Error('The person was not entered');
    return row.id;
  }

  async lock(mandateId: string): Promise<Mandate | null> {
    const [mandate] = await rows<Mandate>(
      this.sql,
      `SELECT ${MANDATE_COLUMNS} FROM role_assignments r WHERE r.id = $1 AND r.role = 'focal-point' AND r.substitutes_for IS NULL FOR UPDATE`,
      [mandateId],
    );
    return mandate ?? null;
  }

  async add(mandate: Mandate): Promise<void> {
    await this.sql.query(
      `INSERT INTO role_assignments (id, person_id, role, state_code, from_at, until_at, grounds, proposed_by, needs_endorsement, succeeds)
       VALUES ($1, $2, 'focal-point', $3, $4, $5, $6, $7, true, $8)`,
      [
        mandate.id,
        mandate.personId,
        mandate.stateCode,
        mandate.fromAt,
        mandate.untilAt,
        mandate.grounds,
        mandate.proposedBy,
        mandate.succeeds,
      ],
    );
  }

  async save(mandate: Mandate): Promise<void> {
    await this.write(mandate).catch((error: unknown) => {
      throw isViolationOf(error, 'role_assignments_held_once') ? new MandateNotEndorsable('held') : error;
    });
  }

  async endSubstitutes(mandateId: string, at: Date): Promise<void> {
    await this.sql.query(
      `UPDATE role_assignments SET until_at = greatest(from_at, $2) WHERE substitutes_for = $1 AND (until_at IS NULL OR until_at > $2)`,
      [mandateId, at],
    );
  }

  async stateExists(stateCode: string): Promise<boolean> {
    return (await rows(this.sql, 'SELECT FROM member_states WHERE code = $1', [stateCode])).length > 0;
  }

  async colleague(email: string): Promise<{ readonly personId: string; readonly roles: readonly HeldRole[] } | null> {
    const [row] = await rows<{ personId: string; roles: HeldRole[] }>(
      this.sql,
      `SELECT p.id AS "personId", ${ROLES_IN_FORCE} AS roles FROM people p WHERE lower(p.email) = $1 AND p.deactivated_at IS NULL`,
      [email],
    );
    return row ?? null;
  }

  async addSubstitute(substitution: Substitution): Promise<string | null> {
    const { role, absentPersonId, substituteId, namedBy, fromAt, untilAt } = substitution;
    const [row] = await rows<{ id: string }>(
      this.sql,
      `INSERT INTO role_assignments (id, person_id, role, state_code, office_code, from_at, until_at, proposed_by, substitutes_for, stands_for)
       SELECT $1, $2, r.role, r.state_code, r.office_code, $7, least($8, r.until_at), $9, r.id, array_prepend(r.person_id, r.stands_for)
         FROM role_assignments r
        WHERE r.person_id = $3 AND r.role = $4 AND r.state_code IS NOT DISTINCT FROM $5 AND r.office_code IS NOT DISTINCT FROM $6
          AND r.substitutes_for IS NULL AND ${ROLE_IS_IN_FORCE} AND (r.until_at IS NULL OR r.until_at > $7)
        ORDER BY r.until_at DESC NULLS FIRST LIMIT 1
       RETURNING id`,
      [uuidv7(), substituteId, absentPersonId, role.role, role.stateCode, role.officeCode, fromAt, untilAt, namedBy],
    );
    return row?.id ?? null;
  }

  async lockSubstitution(
    substitutionId: string,
  ): Promise<Pick<Substitution, 'role' | 'absentPersonId' | 'substituteId'> | null> {
    const [found] = await rows<HeldRole & Pick<Substitution, 'absentPersonId' | 'substituteId'>>(
      this.sql,
      `SELECT r.role, r.state_code AS "stateCode", r.office_code AS "officeCode", r.person_id AS "substituteId",
              absent.person_id AS "absentPersonId"
         FROM role_assignments r JOIN role_assignments absent ON absent.id = r.substitutes_for
        WHERE r.id = $1 AND (r.until_at IS NULL OR r.until_at > now()) FOR UPDATE OF r`,
      [substitutionId],
    );
    if (!found) return null;
    const { role, stateCode, officeCode, ...people } = found;
    return { ...people, role: { role, stateCode, officeCode } };
  }

  async endSubstitution(substitutionId: string, at: Date, by: string): Promise<void> {
    await this.sql.query('UPDATE role_assignments SET until_at = greatest(from_at, $2), ended_by = $3 WHERE id = $1', [
      substitutionId,
      at,
      by,
    ]);
  }

  private async write(mandate: Mandate): Promise<void> {
    await this.sql.query(
      `UPDATE role_assignments SET from_at = $2, until_at = $3, endorsed_by = $4::uuid,
              endorsed_at = CASE WHEN $4::uuid IS NOT NULL THEN $5::timestamptz END, stands_for = $6, ended_by = $7, ended_reason = $8
        WHERE id = $1`,
      [
        mandate.id,
        mandate.fromAt,
        mandate.untilAt,
        mandate.endorsedBy,
        mandate.endorsedAt,
        mandate.standsFor,
        mandate.endedBy,
        mandate.endedReason,
      ],
    );
  }
}
