import { ExplainClocks, unknownHolidays } from '#libs/domain';
import {
  CalendarList,
  OperatorCaseReader,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
} from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { clockLines } from './clock-lines.js';

/** `case clocks REF`: explains every due time of a case from its history, a line for each thing that counts. */
export function addCaseCommands(program: Command, tools: OperatorTools): void {
  program
    .command('case')
    .description('a case, by its reference')
    .command('clocks')
    .description('explain every due time of a case, line by line')
    .argument('<reference>', 'for example KEN-2026-4T9XQ2')
    .option('--json', 'print JSON', false)
    .action(async (reference: string, options: { json: boolean }) => {
      const { explained, unknown, now } = await tools.withDatabase(async (dataSource) => {
        const read = await new OperatorCaseReader(dataSource).read(reference);
        const timeline = await new ExplainClocks(
          new PublishedWorkflows(dataSource),
          new PublishedCalendars(dataSource),
          new PublishedPolicies(dataSource),
        ).execute(read.record, read.history, read.now);
        const known = await new CalendarList(dataSource).holidayYears();
        return { explained: timeline, unknown: unknownHolidays(timeline.clocks, known), now: read.now };
      });
      if (options.json) tools.print(JSON.stringify({ ...explained, unknownHolidays: unknown }));
      else for (const line of clockLines(reference, explained, unknown, now)) tools.print(line);
    });
}
