import {
  type AccountRegister,
  type AccountToChange,
  type NewPerson,
  type RoleAssignment,
  type RoleGrant,
  RoleHeld,
} from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { rows, type Sql } from '../database/sql.js';
import { checkScope, insertPerson } from './person-rows.js';

/** How a role assignment (alias `r`) came about. */
export const ROLE_CAME_BY = `CASE WHEN r.substitutes_for IS NOT NULL THEN 'substitution' WHEN r.role = 'focal-point' THEN 'mandate' ELSE 'grant' END`;

interface RoleRow extends Omit<RoleAssignment, 'role'> {
  readonly role: string;
  readonly stateCode: string | null;
  readonly officeCode: string | null;
}

export class PostgresAccountRegister implements AccountRegister {
  constructor(private readonly sql: Sql) {}

  async lock(personId: string): Promise<AccountToChange | null> {
    const [account] = await rows<AccountToChange>(
      this.sql,
      `SELECT id AS "personId", email, deactivated_at IS NULL AS "isActive", version
         FROM people WHERE id = $1 AND erased_at IS NULL FOR UPDATE`,
      [personId],
    );
    return account ?? null;
  }

  async raiseVersion(personId: string): Promise<void> {
    await this.sql.query('UPDATE people SET version = version + 1 WHERE id = $1', [personId]);
  }

  async enter(person: Omit<NewPerson, 'roles'>): Promise<string> {
    const id = uuidv7();
    await insertPerson(this.sql, id, person);
    return id;
  }

  async grant(personId: string, { role, fromAt, untilAt, grantedBy }: RoleGrant): Promise<string> {
    await checkScope(this.sql, role);
    const id = uuidv7();
    const key = [personId, role.role, role.stateCode, role.officeCode, fromAt, untilAt];
    // The account is locked, or new: nobody grants it beside us.
    const granted = await rows(
      this.sql,
      `WITH granted AS (
         INSERT INTO role_assignments (id, person_id, role, state_code, office_code, from_at, until_at, proposed_by)
         SELECT $7, $1, $2, $3, $4, $5, $6, $8 WHERE NOT EXISTS (
           SELECT FROM role_assignments r
            WHERE r.person_id = $1 AND r.role = $2 AND r.state_code IS NOT DISTINCT FROM $3 AND r.office_code IS NOT DISTINCT FROM $4
              AND r.substitutes_for IS NULL AND (NOT r.needs_endorsement OR r.endorsed_at IS NOT NULL)
              AND (r.until_at IS NULL OR r.until_at > $5) AND ($6::timestamptz IS NULL OR r.from_at < $6))
         RETURNING 1
       ) SELECT * FROM granted`,
      [...key, id, grantedBy],
    );
    if (granted.length === 0) throw new RoleHeld();
    return id;
  }

  async lockRole(personId: string, roleId: string): Promise<RoleAssignment | null> {
    const [found] = await rows<RoleRow>(
      this.sql,
      `SELECT r.id, r.role, r.state_code AS "stateCode", r.office_code AS "officeCode", r.from_at AS "fromAt",
              r.until_at AS "untilAt", ${ROLE_CAME_BY} AS "cameBy"
         FROM role_assignments r WHERE r.id = $1 AND r.person_id = $2 AND (r.until_at IS NULL OR r.until_at > now()) FOR UPDATE`,
      [roleId, personId],
    );
    if (!found) return null;
    const { role, stateCode, officeCode, ...assignment } = found;
    return { ...assignment, role: { role, stateCode, officeCode } };
  }

  async endRole(
    roleId: string,
    { at, by, reason }: { readonly at: Date; readonly by: string | null; readonly reason: string },
  ): Promise<void> {
    await this.sql.query(
      `UPDATE role_assignments SET until_at = greatest(from_at, $2),
              ended_by = CASE WHEN id = $1 THEN $3::uuid ELSE ended_by END, ended_reason = CASE WHEN id = $1 THEN $4 ELSE ended_reason END
        WHERE (id = $1 OR substitutes_for = $1) AND (until_at IS NULL OR until_at > $2 OR id = $1)`,
      [roleId, at, by, reason],
    );
  }

  async close(personId: string): Promise<void> {
    await this.sql.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [personId]);
    await this.endSessions(personId);
    await this.sql.query('UPDATE api_tokens SET revoked_at = now() WHERE person_id = $1 AND revoked_at IS NULL', [
      personId,
    ]);
    await endMailedSecrets(this.sql, personId);
  }

  async reopen(personId: string): Promise<void> {
    await this.sql.query('UPDATE people SET deactivated_at = NULL WHERE id = $1', [personId]);
  }

  async endSessions(personId: string): Promise<number> {
    const [ended] = await rows<{ count: number }>(
      this.sql,
      `WITH ended AS (
         UPDATE sessions SET revoked_at = now() WHERE person_id = $1 AND revoked_at IS NULL RETURNING expires_at
       ) SELECT count(*) FILTER (WHERE expires_at > now())::int AS count FROM ended`,
      [personId],
    );
    return ended?.count ?? 0;
  }

  async removeSecondFactor(personId: string): Promise<boolean> {
    const removed = await rows<{ isConfirmed: boolean }>(
      this.sql,
      `WITH generator AS (
         DELETE FROM totp_credentials WHERE person_id = $1 RETURNING confirmed_at IS NOT NULL AS is_confirmed
       ), codes AS (DELETE FROM recovery_codes WHERE person_id = $1)
       SELECT is_confirmed AS "isConfirmed" FROM generator`,
      [personId],
    );
    return removed.some(({ isConfirmed }) => isConfirmed);
  }
}

/** What waits in somebody's mails sets no password any more. */
export async function endMailedSecrets(sql: Sql, personId: string): Promise<void> {
  await sql.query('UPDATE invitations SET used_at = now() WHERE person_id = $1 AND used_at IS NULL', [personId]);
  await sql.query('UPDATE password_recoveries SET used_at = now() WHERE person_id = $1 AND used_at IS NULL', [
    personId,
  ]);
}
