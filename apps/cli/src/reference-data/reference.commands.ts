import { type GroupSetting, SettleLeadOffice, SettleStateGroup, STATE_GROUPS, type StateGroup } from '#libs/domain';
import { PostgresReferenceData, PostgresReferenceSettings } from '#libs/infrastructure';
import { type Command, Option } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

const ANSWERS: Readonly<Record<string, GroupSetting['belongs']>> = { yes: true, no: false, 'as-data': null };

/** `reference …`: the settings an administrator makes over the data sets. */
export function addReferenceCommands(program: Command, tools: OperatorTools): void {
  const reference = program.command('reference').description('settings over the reference data; a reload keeps them');

  reference
    .command('group')
    .description('settle whether a State belongs to a group')
    .argument('<state>', 'ISO 3166-1 alpha-3')
    .addOption(new Option('--group <group>').choices(STATE_GROUPS).makeOptionMandatory())
    .addOption(
      new Option('--belongs <answer>', 'as-data: what the data set says')
        .choices(Object.keys(ANSWERS))
        .makeOptionMandatory(),
    )
    .requiredOption('--reason <text>', 'kept with the setting')
    .option('--json', 'print JSON', false)
    .action(async (state: string, options: { group: StateGroup; belongs: string; reason: string; json: boolean }) => {
      const setting: GroupSetting = {
        stateCode: state,
        group: options.group,
        belongs: ANSWERS[options.belongs] ?? null,
        reason: options.reason,
      };
      await tools.withDatabase((dataSource) =>
        new SettleStateGroup(new PostgresReferenceData(dataSource), new PostgresReferenceSettings(dataSource)).execute(
          'operator',
          setting,
        ),
      );
      tools.print(options.json ? JSON.stringify(setting) : `${state} ${options.group}: ${options.belongs}`);
    });

  reference
    .command('lead-office')
    .description('settle which office leads for a State; without --office, what the data set says')
    .argument('<state>', 'ISO 3166-1 alpha-3')
    .option('--office <code>')
    .requiredOption('--reason <text>', 'kept with the setting')
    .option('--json', 'print JSON', false)
    .action(async (state: string, options: { office?: string; reason: string; json: boolean }) => {
      const setting = { stateCode: state, officeCode: options.office ?? null, reason: options.reason };
      await tools.withDatabase((dataSource) =>
        new SettleLeadOffice(new PostgresReferenceData(dataSource), new PostgresReferenceSettings(dataSource)).execute(
          'operator',
          setting,
        ),
      );
      tools.print(options.json ? JSON.stringify(setting) : `${state}: ${options.office ?? 'as the data set says'}`);
    });
}
