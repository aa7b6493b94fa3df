import { loadReferenceData, PostgresSessions, rows } from '#libs/infrastructure';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addUsersCommands } from '../../../apps/cli/src/people/users.commands.js';
import { accountMails } from '../../support/account-letters.js';
import { commandsOn } from '../../support/commands.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';

interface Account {
  readonly status: string;
  readonly roles: readonly { readonly role: string }[];
  readonly duties: { readonly openCases: number };
}

describe('users commands', () => {
  const database = aDatabase({ poolSize: 8 });
  const run = commandsOn(database, addUsersCommands);
  let person: Awaited<ReturnType<typeof aPerson>>;

  beforeAll(() => loadReferenceData(database.dataSource));
  beforeEach(async () => {
    person = await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] });
  });

  const json = async (...line: string[]): Promise<Account> =>
    JSON.parse((await run(['users', ...line, '--json']))[0] ?? '') as Account;
  const session = async (): Promise<() => Promise<boolean>> => {
    const sessions = new PostgresSessions(database.dataSource);
    const { token } = await sessions.open({
      personId: person.personId,
      method: 'password',
      userAgent: null,
      source: null,
      replacesToken: null,
    });
    return async () => (await sessions.resume(token)) !== undefined;
  };

  it('grant a role once and withdraw it at once, also a focal point’s', async () => {
    await run(['users', 'roles', person.email, '--grant', 'office-head@ROEA', '--grant', 'focal-point@KEN']);
    expect(await run(['users', 'roles', person.email, '--grant', 'office-head@ROEA'])).toEqual([
      `${person.email}  case-officer@ROEA, focal-point@KEN, office-head@ROEA`,
    ]);
    const left = await json('roles', person.email, '--withdraw', 'focal-point@KEN', '--withdraw', 'office-head@ROEA');
    expect(left.roles.map(({ role }) => role)).toEqual(['case-officer']);
    const audited = await rows<{ kind: string; actor: string | null }>(
      database.dataSource,
      'SELECT kind, actor_id AS actor FROM audit_records WHERE subject_id = $1 ORDER BY id',
      [person.personId],
    );
    expect(audited.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['role-granted', null],
      ['role-granted', null],
      ['role-withdrawn', null],
      ['role-withdrawn', null],
    ]);
  });

  it('deactivate and reactivate an account, and say what is to be taken over', async () => {
    person = await aPerson(database.dataSource, { roles: ['office-head@ROCA'] });
    const isOpen = await session();
    const printed = await run(['users', 'deactivate', person.email]);
    expect(printed).toEqual([`${person.email} can no longer sign in\nnobody else is office-head@ROCA`]);
    expect(await isOpen()).toBe(false);
    expect(await json('deactivate', person.email)).toMatchObject({ status: 'deactivated' });
    expect(await json('reactivate', person.email)).toMatchObject({ status: 'pending', duties: { openCases: 0 } });
    expect(await isOpen()).toBe(false);
  });

  it('end all sessions of somebody', async () => {
    const isOpen = [await session(), await session()];
    expect(await run(['users', 'end-sessions', person.email])).toEqual([`2 sessions of ${person.email} have ended`]);
    expect(await Promise.all(isOpen.map((open) => open()))).toEqual([false, false]);
  });

  it('forget a lost second factor, and tell the person', async () => {
    await expect(run(['users', 'remove-second-factor', person.email])).rejects.toMatchObject({
      code: 'people.second_factor_absent',
    });
    await database.dataSource.query(
      `INSERT INTO totp_credentials (person_id, secret, confirmed_at) VALUES ($1, 'x', now())`,
      [person.personId],
    );
    expect(await json('remove-second-factor', person.email)).toMatchObject({ hasSecondFactor: false });
    const [mail] = await accountMails(database.dataSource);
    expect(mail?.subject).toBe('Your second factor was removed');
  });

  it('show an invitation, or mail it and show nothing', async () => {
    expect((await run(['users', 'invite', person.email]))[0]).toMatch(/^uri_/);
    expect(await run(['users', 'invite', person.email, '--mail'])).toEqual([
      `An invitation will be mailed to ${person.email}`,
    ]);
    expect((await accountMails(database.dataSource)).map(({ to }) => to.address)).toEqual([person.email]);
  });

  it('say when an address has no account', async () => {
    for (const command of ['roles', 'invite', 'deactivate', 'reactivate', 'end-sessions', 'remove-second-factor'])
      await expect(run(['users', command, 'nobody@example.org'])).rejects.toMatchObject({
        code: 'people.person_not_found',
      });
  });
});
