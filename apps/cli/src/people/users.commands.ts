import { AddPerson, type HeldRole, type Language, type RegisteredPerson } from '#libs/domain';
import {
  Argon2Passwords,
  DEMONSTRATION_PASSWORD,
  demonstrationAccounts,
  PostgresPeopleRegister,
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
