import { ChangeLimits, type LimitInForce, RehearsePolicy } from '#libs/domain';
import {
  type DataSource,
  PostgresLiveClocks,
  PostgresPolicyRegister,
  PostgresReferenceData,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
  ReplayList,
  UuidIdentifiers,
} from '#libs/infrastructure';
import type { Limit } from '#libs/workflow';
import type { Command } from 'commander';
import { impactLines } from '../calendars/calendar-impact.js';
import { jsonDocument } from '../documents/json-document.js';
import type { OperatorTools } from '../operator-tools.js';

/** `policy …`: the limits of the promises of each thematic area, in versions. */
export function addPolicyCommands(program: Command, tools: OperatorTools): void {
  const policy = program.command('policy').description('limits of the promises of a thematic area');

  policy
    .command('show')
    .description('the limits in force for an area, and where they differ from the lifecycle')
    .argument('<area>', 'for example ROL')
    .option('--json', 'print JSON; its `settled` is the form `policy propose` takes', false)
    .action(async (area: string, options: { json: boolean }) => {
      const { policy: present, limits } = await tools.withDatabase((source) => changeLimitsOn(source).inForce(area));
      if (options.json) {
        tools.print(JSON.stringify({ version: present?.version ?? null, settled: present?.limits ?? {}, limits }));
        return;
      }
      tools.print(
        present ? `${area}: version ${present.version}, ${present.reason}` : `${area}: as its lifecycle says`,
      );
      for (const line of limits.map(limitLine)) tools.print(line);
    });

  policy
    .command('versions')
    .description('every version of the limits of an area, latest first')
    .argument('<area>')
    .option('--json', 'print JSON', false)
    .action(async (area: string, options: { json: boolean }) => {
      const versions = await tools.withDatabase((source) => new PostgresPolicyRegister(source).versions(area));
      if (options.json) {
        tools.print(JSON.stringify({ versions }));
        return;
      }
      if (versions.length === 0) tools.print(`The limits of ${area} were never changed`);
      for (const { version, inForceAt, reason } of versions)
        tools.print(`v${version}  ${inForceAt.toISOString()}  ${reason}`);
    });

  policy
    .command('propose')
    .description('propose limits for an area, or only show which live deadlines they would move')
    .argument('<area>')
    .requiredOption('--file <path>', 'JSON: promises that differ, each with a limit by urgency; - for standard input')
    .option('--reason <text>', 'kept with the version')
    .option('--rehearse', 'only show which live deadlines would move, breach or recover', false)
    .option('--json', 'print JSON', false)
    .action(async (area: string, options: { file: string; reason?: string; rehearse: boolean; json: boolean }) => {
      const limits = await jsonDocument(options.file, 'The file with the limits', tools);
      await tools.withDatabase(async (source) => {
        const changeLimits = changeLimitsOn(source);
        if (options.rehearse) {
          const impact = await changeLimits.rehearse('operator', area, limits);
          if (options.json) {
            tools.print(JSON.stringify(impact));
            return;
          }
          for (const line of impactLines(impact, `by the limits of ${area}`)) tools.print(line);
          return;
        }
        const id = await changeLimits.propose('operator', { area, limits, reason: options.reason ?? '' });
        tools.print(
          options.json ? JSON.stringify({ id }) : `Proposed as ${id}; put it in force with \`policy enforce\``,
        );
      });
    });

  policy
    .command('proposals')
    .description('proposals that wait to be put in force')
    .option('--json', 'print JSON', false)
    .action(async (options: { json: boolean }) => {
      const proposals = await tools.withDatabase((source) => new PostgresPolicyRegister(source).proposals(null));
      if (options.json) {
        tools.print(JSON.stringify({ proposals }));
        return;
      }
      if (proposals.length === 0) tools.print('Nothing is proposed');
      for (const { id, area, proposedAt, reason } of proposals)
        tools.print(`${id}  ${area}  ${proposedAt.toISOString()}  ${reason}`);
    });

  policy
    .command('enforce')
    .description('put a proposal in force; live deadlines are recomputed in the background')
    .argument('<proposal>', 'its id')
    .option('--json', 'print JSON', false)
    .action(async (id: string, options: { json: boolean }) => {
      const published = await tools.withDatabase((source) => changeLimitsOn(source).putInForce('operator', id));
      const work =
        published.replayId === null
          ? 'the area has no live deadline'
          : 'live deadlines are being recomputed (policy replays)';
      tools.print(options.json ? JSON.stringify(published) : `In force as version ${published.version}; ${work}`);
    });

  policy
    .command('withdraw')
    .description('take a proposal off the table')
    .argument('<proposal>', 'its id')
    .action(async (id: string) => {
      await tools.withDatabase((source) => changeLimitsOn(source).withdraw('operator', id));
      tools.print('Withdrawn');
    });

  policy
    .command('replays')
    .description('recomputation of live deadlines that is still going on')
    .option('--json', 'print JSON', false)
    .action(async (options: { json: boolean }) => {
      const replays = await tools.withDatabase((source) => new ReplayList(source).unfinishedOfPolicies());
      if (options.json) {
        tools.print(JSON.stringify({ replays }));
        return;
      }
      if (replays.length === 0) tools.print('Every live deadline counts by the limits in force');
      for (const { area, version, done, cases, failing } of replays) {
        const trouble = failing === 0 ? '' : `, ${failing} cannot be recomputed yet`;
        tools.print(`${area} v${version}: ${done} of ${cases} cases${trouble}`);
      }
    });
}

function changeLimitsOn(dataSource: DataSource): ChangeLimits {
  const workflows = new PublishedWorkflows(dataSource);
  const rehearsal = new RehearsePolicy(
    new PostgresLiveClocks(dataSource),
    new PublishedCalendars(dataSource),
    new PublishedPolicies(dataSource),
    workflows,
  );
  return new ChangeLimits(
    new PostgresPolicyRegister(dataSource),
    rehearsal,
    workflows,
    new PostgresReferenceData(dataSource),
    new UuidIdentifiers(),
  );
}

function limitLine({ target, limits, lifecycleLimits, isSettled }: LimitInForce): string {
  const told = (['emergency', 'urgent', 'routine'] as const).map((urgency) => {
    const differs = isSettled && amount(limits[urgency]) !== amount(lifecycleLimits[urgency]);
    return `${urgency} ${amount(limits[urgency])}${differs ? ` (lifecycle: ${amount(lifecycleLimits[urgency])})` : ''}`;
  });
  return `  ${target.padEnd(26)} ${told.join(', ')}`;
}

function amount({ amount: count, unit }: Limit): string {
  const name = unit.replace('-', ' ');
  return `${count} ${count === 1 ? name.replace(/s$/, '') : name}`;
}
