import { describe, expect, it } from '@jest/globals';
import { Passwords } from './accounts.js';
import { AddPerson } from './add-person.js';
import { PersonInvalid, RoleScopeWrong } from './people.errors.js';
import { type NewPerson, PeopleRegister, type RegisteredPerson } from './people-register.js';

class RegisterInMemory extends PeopleRegister {
  readonly added: NewPerson[] = [];

  override async add(people: readonly NewPerson[]): Promise<readonly string[]> {
    this.added.push(...people);
    return people.map((_, index) => `id-${index}`);
  }

  override async list(): Promise<readonly RegisteredPerson[]> {
    return [];
  }

  override async existing(): Promise<ReadonlySet<string>> {
    return new Set();
  }

  override async idOf(): Promise<string> {
    return 'id-0';
  }
}

class PlainPasswords extends Passwords {
  override async hash(password: string): Promise<string> {
    return `hash of ${password}`;
  }

  override async matches(): Promise<boolean> {
    return false;
  }

  override isOutdated(): boolean {
    return false;
  }
}

const ana = {
  email: 'Ana@Example.org',
  displayName: 'Ana',
  language: 'en',
  timeZone: 'Africa/Nairobi',
  isCleared: false,
  password: 'correct horse battery',
  roles: [{ role: 'focal-point', stateCode: 'KEN', officeCode: null }],
} as const;

describe('entering an account', () => {
  const enter = async (change: Partial<Parameters<AddPerson['execute']>[0]> = {}): Promise<NewPerson | undefined> => {
    const register = new RegisterInMemory();
    await new AddPerson(register, new PlainPasswords()).execute({ ...ana, ...change });
    return register.added[0];
  };

  it('keeps the address in one form and the password as a hash', async () => {
    expect(await enter()).toMatchObject({ email: 'ana@example.org', passwordHash: 'hash of correct horse battery' });
    expect(await enter()).not.toHaveProperty('password');
  });

  it('takes somebody who signs in another way', async () => {
    expect(await enter({ password: null })).toMatchObject({ passwordHash: null });
  });

  it('says everything that is wrong at once', async () => {
    const refused = enter({
      email: 'ana',
      displayName: ' ',
      language: 'de' as never,
      timeZone: 'Nairobi',
      password: 'short',
    });
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PersonInvalid);
    expect((error as PersonInvalid).errors.map(({ pointer }) => pointer)).toEqual([
      '/email',
      '/displayName',
      '/language',
      '/timeZone',
      '/password',
    ]);
  });

  it('refuses a role held for the wrong kind of body', async () => {
    await expect(enter({ roles: [{ role: 'focal-point', stateCode: null, officeCode: 'ROEA' }] })).rejects.toThrow(
      RoleScopeWrong,
    );
  });
});
