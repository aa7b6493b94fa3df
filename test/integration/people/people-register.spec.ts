import { EmailTaken, PersonNotFound, RoleScopeNotKnown } from '#libs/domain';
import {
  Argon2Passwords,
  demonstrationAccounts,
  loadReferenceData,
  PostgresPeopleDirectory,
  PostgresPeopleRegister,
  SeedDemonstrationAccounts,
} from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../../support/as-owner.js';
import { aDatabase } from '../../support/database.js';
import { aRole } from '../../support/people.js';

describe('the register of people', () => {
  const database = aDatabase();
  const register = (): PostgresPeopleRegister => new PostgresPeopleRegister(database.dataSource);
  const directory = (): PostgresPeopleDirectory => new PostgresPeopleDirectory(database.dataSource);
  const person = (email: string, ...roles: string[]) => ({
    email,
    displayName: email,
    language: 'fr' as const,
    timeZone: 'Africa/Dakar',
    passwordHash: null,
    isCleared: false,
    roles: roles.map(aRole),
  });

  beforeAll(() => loadReferenceData(database.dataSource));

  it('has one account for an address, in whatever letters', async () => {
    await register().add([person('One@example.org')]);
    await expect(register().add([person('two@example.org'), person('ONE@example.org')])).rejects.toThrow(EmailTaken);
    expect(await register().existing(['one@example.org', 'two@example.org'])).toEqual(new Set(['one@example.org']));
  });

  it('refuses a State or an office that does not exist, and enters nothing', async () => {
    await expect(register().add([person('x@example.org', 'focal-point@XXX')])).rejects.toThrow(RoleScopeNotKnown);
    await expect(register().add([person('x@example.org', 'office-head@NOWHERE')])).rejects.toThrow(RoleScopeNotKnown);
    expect(await register().existing(['x@example.org'])).toEqual(new Set());
  });

  it('says when an address has no account', async () => {
    const [id] = await register().add([person('there@example.org')]);
    expect(await register().idOf('There@Example.org')).toBe(id);
    await expect(register().idOf('nobody@example.org')).rejects.toThrow(PersonNotFound);
  });

  it('finds the staff of an office by role and the holders of a role of the whole organisation', async () => {
    const [officer, , manager] = await register().add([
      person('officer@example.org', 'case-officer@ROCA'),
      person('triage@example.org', 'triage-officer@ROCA'),
      person('manager@example.org', 'hq-manager'),
    ]);
    expect((await directory().staffOf('ROCA', 'case-officer')).map(({ id }) => id)).toEqual([officer]);
    expect((await directory().holdersOf('hq-manager')).map(({ id }) => id)).toEqual([manager]);
    expect(await directory().rolesOf(officer ?? '')).toEqual([aRole('case-officer@ROCA')]);
  });

  it('takes the demonstration accounts once, whatever exists already', async () => {
    const seed = new SeedDemonstrationAccounts(register(), new Argon2Passwords());
    const all = demonstrationAccounts().length;
    expect(await seed.execute()).toEqual({ added: all, present: 0 });
    expect(await seed.execute()).toEqual({ added: 0, present: all });
    await asOwner(
      database.dataSource,
      `DELETE FROM role_assignments WHERE person_id = (SELECT id FROM people WHERE email = 'auditor.hq@demo.example')`,
    );
    await asOwner(database.dataSource, `DELETE FROM people WHERE email = 'auditor.hq@demo.example'`);
    expect(await seed.execute()).toEqual({ added: 1, present: all - 1 });
  });
});
