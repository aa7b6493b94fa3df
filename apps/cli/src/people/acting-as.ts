import { type Actor, canonicalEmail, PersonNotFound } from '#libs/domain';
import { type DataSource, PostgresPeopleRegister } from '#libs/infrastructure';

/** Said at every command that needs a person: versions and histories keep who it was, and two pairs of eyes are two people. */
export const AS = ['--as <email>', 'the person who does this; their roles decide whether they may'] as const;

/** The person an operator acts as. @throws PersonNotFound for an account that is closed, too. */
export async function actingAs(dataSource: DataSource, email: string): Promise<Actor> {
  const people = await new PostgresPeopleRegister(dataSource).list();
  const person = people.find((one) => one.email === canonicalEmail(email) && one.isActive);
  if (!person) throw new PersonNotFound(email);
  const { id: personId, displayName, language, roles, isCleared } = person;
  return { personId, displayName, language, roles, isCleared };
}
