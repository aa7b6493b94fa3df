import {
  type AuditKind,
  type AuditRecord,
  canonicalEmail,
  type HeldRole,
  type NewPerson,
  PeopleRegister,
  PersonNotFound,
  type RegisteredPerson,
} from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { DataSource } from 'typeorm';
import { PostgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { rows, type Sql } from '../database/sql.js';
import { checkScope, insertPerson } from './person-rows.js';
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

  override async idOf(email: string): Promise<string> {
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

async function insertRole(sql: Sql, personId: string, role: HeldRole): Promise<void> {
  await checkScope(sql, role);
  await sql.query(
    `INSERT INTO role_assignments (id, person_id, role, state_code, office_code) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (person_id, role, state_code, office_code)
       WHERE until_at IS NULL AND (NOT needs_endorsement OR endorsed_at IS NOT NULL) DO NOTHING`,
    [uuidv7(), personId, role.role, role.stateCode, role.officeCode],
  );
}
