import type { Actor, HeldRole } from '#libs/domain';
import { Argon2Passwords } from '#libs/infrastructure';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** `focal-point@KEN`, `office-head@ROEA`, `auditor`: a role as tests write it. */
export function aRole(text: string): HeldRole {
  const [role = '', scope] = text.split('@');
  const isForState = role === 'focal-point' || role === 'permanent-mission';
  return { role, stateCode: isForState ? (scope ?? null) : null, officeCode: isForState ? null : (scope ?? null) };
}

export function anActor(...roles: readonly string[]): Actor {
  return { personId: uuidv7(), displayName: 'Somebody', language: 'en', roles: roles.map(aRole), isCleared: false };
}

/** A person in the database, with roles in force, and a password where one is given. */
export async function aPerson(
  dataSource: DataSource,
  person: {
    readonly roles?: readonly string[];
    readonly password?: string;
    readonly email?: string;
    readonly isCleared?: boolean;
  } = {},
): Promise<Actor & { readonly email: string }> {
  const actor = { ...anActor(...(person.roles ?? [])), isCleared: person.isCleared ?? false };
  const email = person.email ?? `${actor.personId}@people.example`;
  const passwordHash = person.password === undefined ? null : await new Argon2Passwords().hash(person.password);
  await dataSource.query(
    `INSERT INTO people (id, email, display_name, language, time_zone, password_hash, is_cleared)
     VALUES ($1, $2, $3, $4, 'Etc/UTC', $5, $6)`,
    [actor.personId, email, actor.displayName, actor.language, passwordHash, actor.isCleared],
  );
  for (const role of actor.roles) {
    await dataSource.query(
      'INSERT INTO role_assignments (id, person_id, role, state_code, office_code) VALUES ($1, $2, $3, $4, $5)',
      [uuidv7(), actor.personId, role.role, role.stateCode, role.officeCode],
    );
  }
  return { ...actor, email };
}
