import {
  type CalendarChanged,
  type CalendarEdit,
  ChangeCalendar,
  RehearseCalendar,
  type StoredCalendarKey,
} from '#libs/domain';
import {
  type DataSource,
  PostgresCalendarRegister,
  PostgresLiveClocks,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
  readHolidayFile,
} from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { impactLines } from './calendar-impact.js';
import { contentOf, jsonDocument } from '../documents/json-document.js';

interface ChangeOptions {
  readonly file: string;
  readonly reason?: string;
  readonly rehearse: boolean;
  readonly json: boolean;
}

/** `calendar set` and `calendar holidays`: both show what they would do before they do it, if asked. */
export function addCalendarChangeCommands(calendar: Command, tools: OperatorTools): void {
  calendar
    .command('set')
    .description('publish a calendar; live deadlines are recomputed in the background')
    .argument('<key>', 'office:ROMENA or state:EGY')
    .requiredOption('--file <path>', 'JSON in the form of `calendar show`; - for standard input')
    .option('--reason <text>', 'kept with the version')
    .option('--rehearse', 'only show which live deadlines would move, breach or recover', false)
    .option('--json', 'print JSON', false)
    .action(async (key: StoredCalendarKey, options: ChangeOptions) => {
      const document = await jsonDocument(options.file, 'The calendar', tools);
      await change(tools, key, { kind: 'edit', document }, options);
    });

  calendar
    .command('holidays')
    .description('load all holidays of one year from an iCalendar file, or a table with the columns date and name')
    .argument('<key>', 'office:ROMENA or state:EGY')
    .argument('<year>')
    .requiredOption('--file <path>', '- for standard input')
    .option('--source <text>', 'where the list comes from; the name of the file if not given')
    .option('--reason <text>', 'kept with the version')
    .option('--rehearse', 'only show which live deadlines would move, breach or recover', false)
    .option('--json', 'print JSON', false)
    .action(async (key: StoredCalendarKey, yearText: string, options: ChangeOptions & { source?: string }) => {
      const year = Number(yearText);
      const { holidays, otherYears } = readHolidayFile(await contentOf(options.file, tools), year);
      if (otherYears > 0 && !options.json) tools.print(`${otherYears} days of other years in the file were left out`);
      const source = options.source ?? options.file;
      await change(
        tools,
        key,
        { kind: 'holidays', year, holidays, source },
        { reason: `Holidays of ${year}`, ...options },
      );
    });
}

function change(
  tools: OperatorTools,
  key: StoredCalendarKey,
  edit: CalendarEdit,
  options: ChangeOptions,
): Promise<void> {
  return tools.withDatabase(async (dataSource) => {
    const changeCalendar = changeCalendarOn(dataSource);
    if (options.rehearse) {
      const impact = await changeCalendar.rehearse('operator', { key, basedOnVersion: null, edit });
      if (options.json) tools.print(JSON.stringify(impact));
      else for (const line of impactLines(impact)) tools.print(line);
      return;
    }
    const reason = options.reason ?? '';
    const changed = await changeCalendar.apply('operator', { key, basedOnVersion: null, edit, reason });
    tools.print(options.json ? JSON.stringify(changed) : sentence(key, changed));
  });
}

function changeCalendarOn(dataSource: DataSource): ChangeCalendar {
  const rehearsal = new RehearseCalendar(
    new PostgresLiveClocks(dataSource),
    new PublishedCalendars(dataSource),
    new PublishedPolicies(dataSource),
    new PublishedWorkflows(dataSource),
  );
  return new ChangeCalendar(new PostgresCalendarRegister(dataSource), rehearsal);
}

function sentence(key: string, changed: CalendarChanged): string {
  if (!changed.changed) return `${key} says the same already (version ${changed.version})`;
  const work =
    changed.replayId === null
      ? 'no live deadline counts on it'
      : 'live deadlines are being recomputed (calendar replays)';
  return `${key} is published as version ${changed.version}; ${work}`;
}
