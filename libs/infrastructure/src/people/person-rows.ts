import { canonicalEmail, EmailTaken, type HeldRole, type NewPerson, RoleScopeNotKnown } from '#libs/domain';
import { rows, type Sql } from '../database/sql.js';
import { isViolationOf } from '../database/violation.js';

/** @throws EmailTaken */
export async function insertPerson(sql: Sql, id: string, person: Omit<NewPerson, 'roles'>): Promise<void> {
  try {
    await sql.query(
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

/** @throws RoleScopeNotKnown where the State or the office of a role does not exist. */
export async function checkScope(sql: Sql, { stateCode, officeCode }: HeldRole): Promise<void> {
  const [scope] = await rows<{ isKnown: boolean }>(
    sql,
    `SELECT ($1::text IS NULL OR EXISTS (SELECT FROM member_states WHERE code = $1))
        AND ($2::text IS NULL OR EXISTS (SELECT FROM offices WHERE code = $2)) AS "isKnown"`,
    [stateCode, officeCode],
  );
  if (!scope?.isKnown) throw new RoleScopeNotKnown(stateCode ?? officeCode ?? '');
}
