import { ExplainClocks } from '#libs/domain';
import { OperatorCaseReader, PublishedCalendars, PublishedPolicies, PublishedWorkflows } from '#libs/infrastructure';
import type { ExplainedLine, TimelineClock } from '#libs/workflow';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

const MINUTE_MS = 60_000;

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
      const explained = await tools.withDatabase(async (dataSource) => {
        const { record, history, now } = await new OperatorCaseReader(dataSource).read(reference);
        return new ExplainClocks(
          new PublishedWorkflows(dataSource),
          new PublishedCalendars(dataSource),
          new PublishedPolicies(dataSource),
        ).execute(record, history, now);
      });
      if (options.json) tools.print(JSON.stringify(explained));
      else if (explained.clocks.length === 0) tools.print('No clock has been opened on this case yet');
      else for (const line of explained.clocks.flatMap(linesOf)) tools.print(line);
    });
}

function linesOf({ clock, usedAmount, ledger }: TimelineClock): readonly string[] {
  const { amount, unit } = clock.limit;
  const due = clock.dueAt === null ? 'due time hidden by a pause' : `due ${instant(clock.dueAt)}`;
  const used = unit === 'working-days' ? usedAmount : Math.round(usedAmount / MINUTE_MS);
  return [
    `${clock.target} #${clock.ordinal}: ${clock.status}, ${amount} ${unit} (${clock.urgency}), ${due}, used ${used} ${unit === 'working-days' ? 'working days' : 'minutes'}`,
    ...ledger.map(
      (line) =>
        `  ${line.local.from}${line.to > line.from ? ` – ${line.local.to}` : ''} ${line.timeZone}  ${sentence(line, unit)}`,
    ),
    '',
  ];
}

function sentence(line: ExplainedLine, unit: string): string {
  switch (line.kind) {
    case 'opened':
      return 'the clock opened';
    case 'received':
      return `counts as received on ${line.date}`;
    case 'counted':
      return unit === 'working-days'
        ? `counted: ${line.counted} working day`
        : `counted: ${Math.round(line.counted / MINUTE_MS)} minutes`;
    case 'closed':
      return line.why === 'hours' ? 'closed' : `closed: ${line.name ?? line.why}`;
    case 'paused':
      return `paused by ${line.party} (${line.state}${line.reason === null ? '' : `: ${line.reason}`})`;
    case 'transferred':
      return `transferred from ${line.fromCalendar} to ${line.toCalendar}`;
    case 'changed':
      return `recounted: the ${line.what} changed`;
    case 'due':
      return 'DUE';
    case 'breached':
      return 'breached by the change';
    case 'threshold':
      return `${line.threshold} (${line.percent} %)${line.skipped ? ', passed by a change without notice' : ''}`;
    case 'continued':
      return 'the step was reopened; the clock goes on with the time used';
    case 'ended':
      return `ended: ${line.by}`;
  }
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
