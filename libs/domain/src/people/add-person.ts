import { type Passwords, canonicalEmail } from './accounts.js';
import { type HeldRole, LANGUAGES } from './actor.js';
import { PersonInvalid } from './people.errors.js';
import type { NewPerson, PeopleRegister } from './people-register.js';
import { checkRole } from './role-kinds.js';

/** Twelve characters are asked for; what they are is left to the person (NIST SP 800-63B, 3.1.1). */
export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;

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

function* faultsOf(person: {
  email: string;
  displayName: string;
  language: string;
  timeZone: string;
  password: string | null;
}): Generator<PersonInvalid['errors'][number]> {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(person.email) || person.email.length > 254) {
    yield { pointer: '/email', code: 'email', message: 'This is not an e-mail address' };
  }
  if (person.displayName.trim() === '' || person.displayName.length > 200) {
    yield { pointer: '/displayName', code: 'length', message: 'A name has 1 to 200 characters' };
  }
  if (!(LANGUAGES as readonly string[]).includes(person.language)) {
    yield { pointer: '/language', code: 'choice', message: `The language is one of ${LANGUAGES.join(', ')}` };
  }
  if (!isTimeZone(person.timeZone)) {
    yield {
      pointer: '/timeZone',
      code: 'time_zone',
      message: 'The time zone is an IANA name, for example Africa/Dakar',
    };
  }
  if (
    person.password !== null &&
    (person.password.length < PASSWORD_LENGTH.min || person.password.length > PASSWORD_LENGTH.max)
  ) {
    yield {
      pointer: '/password',
      code: 'length',
      message: `A password has ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`,
    };
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
