import { type Passwords, canonicalEmail } from './accounts.js';
import type { HeldRole } from './actor.js';
import { PersonInvalid } from './people.errors.js';
import type { NewPerson, PeopleRegister } from './people-register.js';
import { faultOfPassword, messageOf } from './password-rules.js';
import { faultsOfPerson } from './person-faults.js';
import { checkRole } from './role-kinds.js';

/** Enters an account in the register. */
export class AddPerson {
  constructor(
    private readonly register: PeopleRegister,
    private readonly passwords: Passwords,
  ) {}

  /**
   * @returns the id of the person.
   * @throws PersonInvalid, RoleNotKnown, RoleScopeWrong, EmailTaken
   */
  async execute(
    person: Omit<NewPerson, 'passwordHash' | 'roles'> & {
      readonly password: string | null;
      readonly roles: readonly HeldRole[];
    },
  ): Promise<string> {
    const errors = [...faultsOf(person)];
    if (errors.length > 0) throw new PersonInvalid(errors);
    person.roles.forEach(checkRole);

    const { password, ...rest } = person;
    const passwordHash = password === null ? null : await this.passwords.hash(password);
    const [id] = await this.register.add([{ ...rest, email: canonicalEmail(person.email), passwordHash }]);
    if (id === undefined) throw new Error('The register added nobody');
    return id;
  }
}

function* faultsOf(
  person: Parameters<typeof faultsOfPerson>[0] & { readonly password: string | null },
): Generator<PersonInvalid['errors'][number]> {
  yield* faultsOfPerson(person);
  const fault = person.password === null ? null : faultOfPassword(person.password, person);
  if (fault) yield { pointer: '/password', code: fault, message: messageOf(fault) };
}
