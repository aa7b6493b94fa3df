import { type Simulated, simulate, type Spread } from '#libs/workflow';
import type { Command } from 'commander';
import { DocumentNotReadable } from '../documents/document-not-readable.js';
import type { OperatorTools } from '../operator-tools.js';
import { columns } from './columns.js';
import { namedLifecycle, textNamed } from './named-lifecycle.js';
import { scenarioFrom, type ScenarioOptions } from './scenario-options.js';

interface SimulateOptions extends ScenarioOptions {
  readonly scenario?: string;
  readonly json: boolean;
}

/** `lifecycle simulate`: synthetic cases through a lifecycle, to see where they would wait before real ones do. */
export function addSimulateCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('simulate')
    .description(
      'run synthetic cases through a lifecycle: where queues build up, how long stages last, which promises break',
    )
    .argument('<lifecycle>', 'area, name, file or -')
    .option('--cases <n>', 'how many', '1000')
    .option('--seed <n>', 'the same seed gives the same run', '1')
    .option(
      '--office <code:arrivals:capacity>',
      'requests a day and cases at a time, such as ROSEN:0.5:80; may be repeated',
      (text: string, before: readonly string[]) => [...before, text],
      [],
    )
    .option('--headquarters <n>', 'cases headquarters can work on at a time', '6')
    .option(
      '--scenario <file>',
      'JSON with offices, headquartersCapacity, urgencies, meanHours (by state), choices (weights by state and act)',
    )
    .option('--json', 'print JSON', false)
    .action(async (name: string, options: SimulateOptions) => {
      const file = options.scenario === undefined ? undefined : parsed(await textNamed(options.scenario, tools));
      const scenario = scenarioFrom(options, file);
      const simulated = simulate(await namedLifecycle(name, tools), scenario);
      if (options.json) return tools.print(JSON.stringify({ scenario, simulated }));
      for (const line of linesOf(simulated)) tools.print(line);
    });
}

function linesOf({
  cases,
  endedIn,
  throughput,
  stages,
  workplaces,
  promises,
  notSimulated,
}: Simulated): readonly string[] {
  const ends = Object.entries(endedIn).map(([state, count]) => `${count} ${state}`);
  return [
    `${cases} cases: ${ends.join(', ')}`,
    `from creation to end, days: median ${days(throughput.median)}, 90 % ${days(throughput.p90)}, 99 % ${days(throughput.p99)}, longest ${days(throughput.most)}`,
    '',
    'Where queues build up (the longest first)',
    ...columns([
      ['workplace', 'capacity', 'busy', 'mean queue', 'longest queue'],
      ...Object.entries(workplaces)
        .sort(([, one], [, other]) => other.meanQueue - one.meanQueue)
        .map(([workplace, { capacity, busy, meanQueue, longestQueue }]) => [
          workplace,
          String(capacity),
          percent(busy),
          meanQueue.toFixed(1),
          String(longestQueue),
        ]),
    ]),
    '',
    'How long stages last, in days, and how much of it is waiting for somebody to have time',
    ...columns([
      ['state', 'visits', ...SPREAD, ...SPREAD.map((head) => `waiting ${head}`)],
      ...Object.entries(stages).map(([state, { visits, stay, waiting }]) => [
        state,
        String(visits),
        ...spread(stay),
        ...spread(waiting),
      ]),
    ]),
    '',
    'Promises (working days are spread evenly over their week)',
    ...columns([
      ['time limit', 'opened', 'broken', 'share'],
      ...Object.entries(promises)
        .sort(([, one], [, other]) => other.share - one.share)
        .map(([target, { opened, broken, share }]) => [target, String(opened), String(broken), percent(share)]),
    ]),
    ...(notSimulated.length > 0 ? [`not simulated, since they are about gates: ${notSimulated.join(', ')}`] : []),
  ];
}

const SPREAD = ['50 %', '90 %', '99 %', 'most'];

function spread({ median, p90, p99, most }: Spread): readonly string[] {
  return [median, p90, p99, most].map(days);
}

function days(hours: number): string {
  return (hours / 24).toFixed(1);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** @throws DocumentNotReadable */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DocumentNotReadable('The scenario', error);
  }
}
