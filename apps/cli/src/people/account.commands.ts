import {
  type AccountDecision,
  CloseAccount,
  EndRole,
  EndSessionsOf,
  GrantRole,
  type HeldRole,
  InviteAgain,
  RemoveSecondFactorOf,
  ReopenAccount,
  RoleHeld,
  type UnitOfWork,
} from '#libs/domain';
import {
  type AccountInFull,
  type DataSource,
  PeopleDesk,
  PostgresInvitations,
  PostgresPeopleRegister,
  PostgresUnitOfWork,
} from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { readRole, writeRole } from './role-argument.js';

interface Tools {
  readonly dataSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  readonly decision: AccountDecision;
}

const collectRoles = (text: string, before: readonly HeldRole[]): readonly HeldRole[] => [...before, readRole(text)];

/** Below `users`: decisions about one account, by the use cases the API has. Nobody has signed in here: an operator decides. */
export function addAccountCommands(users: Command, tools: OperatorTools): void {
  const about = (name: string, description: string): Command =>
    users.command(name).description(description).argument('<email>').option('--json', 'print JSON', false);
  const decide = <Result>(email: string, act: (tools: Tools) => Promise<Result>): Promise<Result> =>
    tools.withDatabase(async (dataSource) => {
      const personId = await new PostgresPeopleRegister(dataSource).idOf(email);
      const decision = { decidedBy: null, personId, seenVersion: null };
      return act({ dataSource, unitOfWork: new PostgresUnitOfWork(dataSource), decision });
    });
  /** What the account is after the act, as the API shows it. */
  const show = async ({ dataSource, decision }: Tools, json: boolean, line: (account: AccountInFull) => string) => {
    const account = await new PeopleDesk(dataSource).byId(decision.personId);
    if (!account) throw new Error('The account is not there any more');
    tools.print(json ? JSON.stringify(account) : line(account));
  };

  about('roles', 'grant or withdraw roles, or only show them')
    .option('--grant <role>', 'may be repeated', collectRoles, [])
    .option('--withdraw <role>', 'may be repeated', collectRoles, [])
    .action((email: string, options: { grant: readonly HeldRole[]; withdraw: readonly HeldRole[]; json: boolean }) =>
      decide(email, async (parts) => {
        for (const role of options.grant) await grant(parts, role);
        for (const role of options.withdraw) await withdraw(parts, role);
        await show(parts, options.json, (account) => `${account.email}  ${rolesOf(account)}`);
      }),
    );

  about('invite', 'make an invitation to choose a password; it is shown once and good for a week')
    .option('--mail', 'mail it instead, and show nothing', false)
    .action((email: string, options: { mail: boolean; json: boolean }) =>
      decide(email, async ({ dataSource, unitOfWork, decision }) => {
        if (options.mail) {
          await new InviteAgain(unitOfWork).execute(decision);
          tools.print(
            options.json ? JSON.stringify({ email, mailed: true }) : `An invitation will be mailed to ${email}`,
          );
          return;
        }
        const token = await new PostgresInvitations(dataSource).invite(email, null);
        tools.print(
          options.json
            ? JSON.stringify({ email, token })
            : `${token}\ngive it to ${email} alone: POST /api/v1/invitations/acceptance`,
        );
      }),
    );

  about('deactivate', 'close an account; sessions, API tokens and what is in mails end at once').action(
    (email: string, options: { json: boolean }) =>
      decide(email, async (parts) => {
        await new CloseAccount(parts.unitOfWork).execute(parts.decision);
        await show(parts, options.json, (account) =>
          [`${email} can no longer sign in`, ...dutiesOf(account)].join('\n'),
        );
      }),
  );

  about('reactivate', 'open a closed account again, with the roles, password and second factor it had').action(
    (email: string, options: { json: boolean }) =>
      decide(email, async (parts) => {
        await new ReopenAccount(parts.unitOfWork).execute(parts.decision);
        await show(parts, options.json, (account) => `${email} can sign in again: ${rolesOf(account)}`);
      }),
  );

  about('end-sessions', 'end all sessions of somebody at once').action((email: string, options: { json: boolean }) =>
    decide(email, async ({ unitOfWork, decision }) => {
      const ended = await new EndSessionsOf(unitOfWork).execute(decision);
      tools.print(options.json ? JSON.stringify({ email, ended }) : `${ended} sessions of ${email} have ended`);
    }),
  );

  about(
    'remove-second-factor',
    'forget the second factor of somebody who lost the device; they are told by mail',
  ).action((email: string, options: { json: boolean }) =>
    decide(email, async (parts) => {
      await new RemoveSecondFactorOf(parts.unitOfWork).execute(parts.decision);
      await show(parts, options.json, () => `${email} has no second factor any more, and no open session`);
    }),
  );
}

/** What is held already is not granted twice. */
async function grant({ unitOfWork, decision }: Tools, role: HeldRole): Promise<void> {
  try {
    await new GrantRole(unitOfWork).execute(decision, { role, fromAt: null, untilAt: null });
  } catch (error) {
    if (!(error instanceof RoleHeld)) throw error;
  }
}

async function withdraw({ dataSource, unitOfWork, decision }: Tools, role: HeldRole): Promise<void> {
  const account = await new PeopleDesk(dataSource).byId(decision.personId);
  const held = account?.roles.filter((one) => writeRole(one) === writeRole(role)) ?? [];
  for (const { id } of held)
    await new EndRole(unitOfWork).execute(decision, id, { at: null, reason: 'withdrawn by an operator' });
}

function rolesOf({ roles }: AccountInFull): string {
  return roles.map(writeRole).join(', ') || 'no role';
}

/** What somebody else has to take over. */
function dutiesOf({ duties: { openCases, onlyHolderOf } }: AccountInFull): readonly string[] {
  return [
    ...(openCases > 0 ? [`${openCases} open cases have this officer`] : []),
    ...(onlyHolderOf.length > 0 ? [`nobody else is ${onlyHolderOf.map(writeRole).join(', ')}`] : []),
  ];
}
