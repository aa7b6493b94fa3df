import {
  type AuditKind,
  type AuditRecord,
  canonicalEmail,
  EmailTaken,
  type HeldRole,
  type NewPerson,
  PeopleRegister,
  PersonNotFound,
  type RegisteredPerson,
  RoleScopeNotKnown,
} from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { DataSource, EntityManager } from 'typeorm';
import { PostgresAuditTrail, recordAudit } from '../audit/postgres-audit-trail.js';
import { rows, type Sql } from '../database/sql.js';
import { isViolationOf } from '../database/violation.js';
import { ROLES_IN_FORCE } from './roles-in-force.js';

export class PostgresPeopleRegister extends PeopleRegister {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override list(): Promise<readonly RegisteredPerson[]> {
    return rows<RegisteredPerson>(
      this.dataSource,
      `SELECT p.id, p.email, p.display_name AS "displayName", p.language, p.time_zone AS "timeZone",
              p.is_cleared AS "isCleared", p.deactivated_at IS NULL AS "isActive", ${ROLES_IN_FORCE} AS roles
         FROM people p WHERE p.erased_at IS NULL ORDER BY lower(p.email)`,
    );
  }

  override async existing(emails: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await rows<{ email: string }>(
      this.dataSource,
      'SELECT lower(email) AS email FROM people WHERE lower(email) = ANY($1)',
      [emails],
    );
    return new Set(found.map(({ email }) => email));
  }

  override add(people: readonly NewPerson[]): Promise<readonly string[]> {
    return this.dataSource.transaction(async (manager) => {
      const ids: string[] = [];
      const trail = new PostgresAuditTrail(manager);
      for (const person of people) {
        const id = uuidv7();
        await insertPerson(manager, id, person);
        for (const role of person.roles) await insertRole(manager, id, role);
        trail.append(
          byOperator('account-entered', id, { isCleared: person.isCleared, roles: person.roles.map(namesOf) }),
        );
        ids.push(id);
      }
      await trail.flush();
      return ids;
    });
  }

  override async grant(email: string, role: HeldRole): Promise<void> {
    const id = await this.idOf(email);
    await this.dataSource.transaction(async (manager) => {
      await insertRole(manager, id, role);
      await recordAudit(manager, byOperator('role-granted', id, namesOf(role)));
    });
  }

  override async withdraw(email: string, role: HeldRole): Promise<boolean> {
    const id = await this.idOf(email);
    return this.dataSource.transaction(async (manager) => {
      // Who stands in for somebody in a role loses it with them.
      const ended = await rows(
        manager,
        `WITH ended AS (
           UPDATE role_assignments r SET until_at = greatest(now(), r.from_at)
            WHERE r.person_id = $1 AND r.role = $2 AND r.state_code IS NOT DISTINCT FROM $3
              AND r.office_code IS NOT DISTINCT FROM $4 AND (r.until_at IS NULL OR r.until_at > now())
           RETURNING r.id
         ), stood_in AS (
           UPDATE role_assignments s SET until_at = greatest(now(), s.from_at)
            WHERE s.substitutes_for IN (SELECT id FROM ended) AND (s.until_at IS NULL OR s.until_at > now()))
         SELECT id FROM ended`,
        [id, role.role, role.stateCode, role.officeCode],
      );
      if (ended.length > 0) await recordAudit(manager, byOperator('role-withdrawn', id, namesOf(role)));
      return ended.length > 0;
    });
  }

  override async deactivate(email: string): Promise<void> {
    const id = await this.idOf(email);
    await this.dataSource.transaction(async (manager) => {
      await manager.query('UPDATE people SET deactivated_at = now() WHERE id = $1 AND deactivated_at IS NULL', [id]);
      await manager.query('UPDATE sessions SET revoked_at = now() WHERE person_id = $1 AND revoked_at IS NULL', [id]);
      await recordAudit(manager, byOperator('account-closed', id, {}));
    });
  }

  private async idOf(email: string): Promise<string> {
    const [person] = await rows<{ id: string }>(this.dataSource, 'SELECT id FROM people WHERE lower(email) = $1', [
      canonicalEmail(email),
    ]);
    if (!person) throw new PersonNotFound(email);
    return person.id;
  }
}

/** What was done at the command line of the server, where nobody has signed in. */
function byOperator(kind: AuditKind, personId: string, detail: AuditRecord['detail']): AuditRecord {
  return { kind, actorId: null, subject: { type: 'person', id: personId }, detail };
}

function namesOf({ role, stateCode, officeCode }: HeldRole): AuditRecord['detail'] {
  return { role, stateCode, officeCode };
}

async function insertPerson(manager: EntityManager, id: string, person: NewPerson): Promise<void> {
  try {
    await manager.query(
      `INSERT INTO people (id, email, display_name, language, time_zone, password_hash, is_cleared)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        canonicalEmail(person.email),
        person.displayName,
        person.language,
        person.timeZone,
        person.passwordHash,
        person.isCleared,
      ],
    );
  } catch (error) {
    if (isViolationOf(error, 'people_email_unique')) throw new EmailTaken(person.email);
    throw error;
  }
}

async function insertRole(sql: Sql, personId: string, role: HeldRole): Promise<void> {
  const [scope] = await rows<{ isKnown: boolean }>(
    sql,
    `SELECT ($1::text IS NULL OR EXISTS (SELECT FROM member_states WHERE code = $1))
        AND ($2::text IS NULL OR EXISTS (SELECT FROM offices WHERE code = $2)) AS "isKnown"`,
    [role.stateCode, role.officeCode],
  );
  if (!scope?.isKnown) throw new RoleScopeNotKnown(role.stateCode ?? role.officeCode ?? '');
  await sql.query(
    `INSERT INTO role_assignments (id, person_id, role, state_code, office_code) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (person_id, role, state_code, office_code)
       WHERE until_at IS NULL AND (NOT needs_endorsement OR endorsed_at IS NOT NULL) DO NOTHING`,
    [uuidv7(), personId, role.role, role.stateCode, role.officeCode],
  );
}
