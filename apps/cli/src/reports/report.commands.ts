import { ExplainClocks, type PromiseReport, ReportPromises, type ReportedFigure } from '#libs/domain';
import {
  type DataSource,
  PostgresCaseHistories,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
} from '#libs/infrastructure';
import type { FigureGrouping, MarginSpread } from '#libs/workflow';
import { type Command, Option } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

const GROUPINGS: readonly FigureGrouping[] = ['target', 'area', 'office', 'month'];
const HOUR_MS = 3_600_000;

interface PromiseOptions {
  readonly from?: string;
  readonly to?: string;
  readonly target?: string;
  readonly area?: string;
  readonly office?: string;
  readonly by: readonly FigureGrouping[];
  readonly json: boolean;
}

/** `report …`: figures over all cases. */
export function addReportCommands(program: Command, tools: OperatorTools): void {
  program
    .command('report')
    .description('figures over all cases')
    .command('promises')
    .description('how promises were kept, counted from the histories of the cases')
    .option('--from <month>', 'YYYY-MM; eleven months before the last by default')
    .option('--to <month>', 'YYYY-MM; the present month by default')
    .option('--target <limit>', 'only this limit')
    .option('--area <code>', 'only this thematic area')
    .option('--office <code>', 'only promises this office held')
    .addOption(new Option('--by <grouping...>', 'what figures are grouped by').choices(GROUPINGS).default(['target']))
    .option('--json', 'print JSON', false)
    .action(async ({ by, json, ...query }: PromiseOptions) => {
      const report = await tools.withDatabase((source) => reportOn(source).figures('operator', query, by));
      if (json) tools.print(JSON.stringify(report));
      else for (const line of reportLines(report, by)) tools.print(line);
    });
}

function reportOn(source: DataSource): ReportPromises {
  const explainClocks = new ExplainClocks(
    new PublishedWorkflows(source),
    new PublishedCalendars(source),
    new PublishedPolicies(source),
  );
  return new ReportPromises(new PostgresCaseHistories(source), explainClocks);
}

function reportLines({ period, figures }: PromiseReport, by: readonly FigureGrouping[]): readonly string[] {
  const head = [...by, 'in time', 'late', 'missed', 'open', 'void', 'share', 'to spare (h)', 'too late (h)'];
  const cells = figures.map((figure) => cellsOf(figure, by));
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column < by.length ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [
    `Promises decided from ${period.from} to ${period.to}; hours are working time: least, median, most`,
    figures.length === 0 ? 'None' : line(head),
    ...cells.map(line),
  ];
}

function cellsOf({ group, figure }: ReportedFigure, by: readonly FigureGrouping[]): readonly string[] {
  const names = by.map((grouping) => group[grouping] ?? '-');
  if (!figure) return [...names, 'withheld'];
  const { counts, keptShare, spareMs, lateMs } = figure;
  return [
    ...names,
    ...[counts.kept, counts['kept-late'], counts.missed, counts.open, counts.void].map(String),
    keptShare === null ? '-' : `${Math.round(keptShare * 100)} %`,
    hours(spareMs),
    hours(lateMs),
  ];
}

function hours(spread: MarginSpread | null): string {
  if (!spread) return '-';
  return [spread.least, spread.median, spread.most].map((ms) => (ms / HOUR_MS).toFixed(1)).join(' / ');
}
