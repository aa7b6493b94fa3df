import {
  AddPerson,
  ErasePerson,
  type HeldRole,
  KeepIdentities,
  type Language,
  type RegisteredPerson,
} from '#libs/domain';
import {
  Argon2Passwords,
  DEMONSTRATION_PASSWORD,
  demonstrationAccounts,
  LinkedIdentities,
  PostgresPeopleRegister,
  PostgresUnitOfWork,
  UuidIdentifiers,
} from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { addAccountCommands } from './account.commands.js';
import { readRole, writeRole } from './role-argument.js';

interface AddOptions {
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly timeZone: string;
  readonly role: readonly HeldRole[];
  readonly cleared: boolean;
  readonly passwordStdin: boolean;
  readonly json: boolean;
}

const collectRoles = (text: string, before: readonly HeldRole[]): readonly HeldRole[] => [...before, readRole(text)];

/** `users …`: the register of accounts. */
export function addUsersCommands(program: Command, tools: OperatorTools): void {
  const users = program.command('users').description('accounts, their roles, and who may read what');

  users
    .command('add')
    .description('enter an account; without a password it cannot sign in until one is set')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>', 'as it is shown to others')
    .option('--language <tag>', 'ar, en, es, fr, ru or zh', 'en')
    .option('--time-zone <zone>', 'IANA name', 'Etc/UTC')
    .option('--role <role>', 'focal-point@KEN, office-head@ROEA, auditor …; may be repeated', collectRoles, [])
    .option('--cleared', 'may read strictly confidential cases', false)
    .option('--password-stdin', 'read the password from standard input, never from the command line', false)
    .option('--json', 'print JSON', false)
    .action((options: AddOptions) =>
      tools.withDatabase(async (dataSource) => {
        const password = options.passwordStdin ? (await tools.readStandardInput()).replace(/\r?\n$/, '') : null;
        const id = await new AddPerson(new PostgresPeopleRegister(dataSource), new Argon2Passwords()).execute({
          email: options.email,
          displayName: options.name,
          language: options.language as Language,
          timeZone: options.timeZone,
          isCleared: options.cleared,
          roles: options.role,
          password,
        });
        tools.print(options.json ? JSON.stringify({ id }) : `${options.email} has been entered as ${id}`);
      }),
    );

  users
    .command('list')
    .description('accounts with their roles in force')
    .option('--demonstration', 'the demonstration accounts and their password, without asking the database', false)
    .option('--json', 'print JSON', false)
    .action(async (options: { demonstration: boolean; json: boolean }) => {
      if (options.demonstration) {
        printDemonstration(tools, options.json);
        return;
      }
      const people = await tools.withDatabase((dataSource) => new PostgresPeopleRegister(dataSource).list());
      if (options.json) tools.print(JSON.stringify({ users: people }));
      else for (const person of people) tools.print(lineOf(person));
    });

  addAccountCommands(users, tools);

  users
    .command('identities')
    .description('the identities of a provider by which an account is entered; link or unlink one')
    .argument('<email>')
    .option('--link <subject>', 'the provider’s own key of the person')
    .option('--unlink <id>', 'as the list shows it')
    .option('--issuer <url>', 'the address the provider signs as, for --link')
    .option('--json', 'print JSON', false)
    .action((email: string, options: { link?: string; unlink?: string; issuer?: string; json: boolean }) =>
      tools.withDatabase(async (dataSource) => {
        const id = await new PostgresPeopleRegister(dataSource).idOf(email);
        const keep = new KeepIdentities(new PostgresUnitOfWork(dataSource), new UuidIdentifiers());
        if (options.link !== undefined)
          await keep.link('operator', id, { issuer: options.issuer ?? '', subject: options.link });
        if (options.unlink !== undefined) await keep.unlink('operator', id, options.unlink);
        const identities = (await new LinkedIdentities(dataSource).identitiesOf(id)) ?? [];
        if (options.json) tools.print(JSON.stringify({ identities }));
        else for (const identity of identities) tools.print(`${identity.id}  ${identity.issuer}  ${identity.subject}`);
      }),
    );

  users
    .command('erase')
    .description(
      'have the system forget who somebody was: there is no way back; histories keep an id that names nobody',
    )
    .argument('<email>')
    .requiredOption('--yes', 'that is what is wanted')
    .option('--json', 'print JSON', false)
    .action((email: string, options: { json: boolean }) =>
      tools.withDatabase(async (dataSource) => {
        const id = await new PostgresPeopleRegister(dataSource).idOf(email);
        await new ErasePerson(new PostgresUnitOfWork(dataSource)).execute('operator', id);
        tools.print(options.json ? JSON.stringify({ id, isErased: true }) : `${id} is all that is left`);
      }),
    );
}

function printDemonstration(tools: OperatorTools, json: boolean): void {
  const accounts = demonstrationAccounts();
  if (json) {
    tools.print(JSON.stringify({ password: DEMONSTRATION_PASSWORD, users: accounts }));
    return;
  }
  for (const { email, displayName, roles } of accounts)
    tools.print(`${email}  ${displayName}  ${roles.map(writeRole).join(', ')}`);
  tools.print(`password of all: ${DEMONSTRATION_PASSWORD}`);
}

function lineOf(person: RegisteredPerson): string {
  const notes = [person.isActive ? '' : 'closed', person.isCleared ? 'cleared' : ''].filter((note) => note !== '');
  return [person.email, person.displayName, person.roles.map(writeRole).join(', ') || 'no role', ...notes].join('  ');
}
