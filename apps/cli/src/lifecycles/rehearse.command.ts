import { type RehearsalFigures, RehearsalList, type RehearsalReport } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { actingAs, AS } from '../people/acting-as.js';
import { changeTools, stateMapIn, versionIn, versionNamed } from './change-tools.js';

interface Options {
  readonly as: string;
  readonly map?: string;
  readonly from?: string;
  readonly json: boolean;
}

/** `lifecycle rehearse ID VERSION`: what would become of live cases. Exit code 1 if any of them would be stranded. */
export function addRehearseCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('rehearse')
    .description('what would become of live cases under a version, published or only proposed; no case is changed')
    .argument('<id>', 'for example technical-assistance-rol')
    .argument('<version>')
    .requiredOption(...AS)
    .option('--map <file>', 'JSON: {"states": {"from": "to"}, "gates": {"gate": {"from": "to"}}}; - for standard input')
    .option('--from <id@version>', 'only cases under this version')
    .option('--json', 'print JSON', false)
    .action(async (id: string, version: string, options: Options) => {
      const stateMap = await stateMapIn(options.map, tools);
      const report = await tools.withDatabase(async (source) => {
        const actor = await actingAs(source, options.as);
        const { orderRehearsal, rehearsals } = changeTools(source);
        const plan = { to: versionNamed(id, version), from: versionIn(options.from), stateMap };
        const rehearsalId = await orderRehearsal.execute(actor, plan);
        // The worker may be at it already; each takes the cases the other has not.
        await rehearsals.run();
        return new RehearsalList(source).report(actor, rehearsalId);
      });
      if (options.json) tools.print(JSON.stringify(report));
      else for (const line of linesOf(report)) tools.print(line);
      if (report.stranding.length > 0) process.exitCode = 1;
    });
}

function linesOf({ total, byRequestingState, byOffice, stranding, acts, clocks }: RehearsalReport): readonly string[] {
  return [
    `${figures(total)} (cases you may not see are counted in threes)`,
    ...stranding.map(({ what, cases }) => `  STRANDED  ${what} (${cases})`),
    ...acts.map(({ act, effect, cases }) => `  act ${act} ${effect} for ${cases}`),
    ...clocks.map(({ target, effect, cases }) => `  deadline ${target} ${effect} for ${cases}`),
    ...Object.entries(byRequestingState).map(([state, group]) => `  ${state}: ${figures(group)}`),
    ...Object.entries(byOffice).map(([office, group]) => `  ${office}: ${figures(group)}`),
  ];
}

function figures({ cases, touched, stuck, clocksMove, clocksBreach, clocksRecover }: RehearsalFigures): string {
  return (
    `${cases} live cases, ${touched} touched, ${stuck} stuck; ` +
    `deadlines move in ${clocksMove}, breach in ${clocksBreach}, recover in ${clocksRecover}`
  );
}
