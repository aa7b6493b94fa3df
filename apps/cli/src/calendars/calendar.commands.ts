import { CalendarNotFound, missingHolidayYears, type StoredCalendarKey } from '#libs/domain';
import { CalendarList, PostgresCalendarRegister, ReplayList } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { addCalendarChangeCommands } from './calendar-change.commands.js';

/** `calendar …`: hours and holidays of offices and capitals. A key is `office:ROMENA` or `state:EGY`. */
export function addCalendarCommands(program: Command, tools: OperatorTools): void {
  const calendar = program.command('calendar').description('hours and holidays of offices and States’ capitals');

  calendar
    .command('list')
    .description('calendars deadlines count on, with what is missing')
    .option('--missing', 'only those without the holidays of a year that should be known', false)
    .option('--json', 'print JSON', false)
    .action(async (options: { missing: boolean; json: boolean }) => {
      const listed = await tools.withDatabase(async (dataSource) => {
        const list = new CalendarList(dataSource);
        const now = await list.now();
        return (await list.all(null))
          .filter(({ isCountedOn }) => isCountedOn)
          .map((found) => ({
            ...found,
            missingHolidayYears: missingHolidayYears(
              found.holidayYears.map((year) => ({ year })),
              now,
            ),
          }));
      });
      const shown = options.missing ? listed.filter((found) => found.missingHolidayYears.length > 0) : listed;
      if (options.json) return tools.print(JSON.stringify({ calendars: shown }));
      for (const { key, version, timeZone, zoneBasis, weekBasis, missingHolidayYears: missing } of shown) {
        const warning = missing.length === 0 ? '' : `  NO HOLIDAYS for ${missing.join(', ')}`;
        tools.print(`${key}  v${version}  ${timeZone} (${zoneBasis}), week: ${weekBasis}${warning}`);
      }
    });

  calendar
    .command('show')
    .description('one calendar in force, in the form `calendar set` takes')
    .argument('<key>')
    .action(async (key: StoredCalendarKey) => {
      const found = await tools.withDatabase((dataSource) => new PostgresCalendarRegister(dataSource).find(key));
      if (!found) throw new CalendarNotFound();
      tools.print(JSON.stringify(found.calendar.document, null, 2));
    });

  calendar
    .command('versions')
    .description('every version of a calendar, latest first')
    .argument('<key>')
    .option('--json', 'print JSON', false)
    .action(async (key: StoredCalendarKey, options: { json: boolean }) => {
      const versions = await tools.withDatabase((dataSource) => new PostgresCalendarRegister(dataSource).versions(key));
      if (versions.length === 0) throw new CalendarNotFound();
      if (options.json) return tools.print(JSON.stringify({ versions }));
      for (const { version, publishedAt, cause, reason } of versions) {
        tools.print(`v${version}  ${publishedAt.toISOString()}  ${cause}: ${reason}`);
      }
    });

  calendar
    .command('replays')
    .description('recomputation of live deadlines that is still going on')
    .option('--json', 'print JSON', false)
    .action(async (options: { json: boolean }) => {
      const replays = await tools.withDatabase((dataSource) => new ReplayList(dataSource).unfinishedOfCalendars());
      if (options.json) return tools.print(JSON.stringify({ replays }));
      if (replays.length === 0) tools.print('Every live deadline counts on the calendars in force');
      for (const { key, version, done, cases, failing } of replays) {
        tools.print(
          `${key} v${version}: ${done} of ${cases} cases${failing === 0 ? '' : `, ${failing} cannot be recomputed yet`}`,
        );
      }
    });

  addCalendarChangeCommands(calendar, tools);
}
