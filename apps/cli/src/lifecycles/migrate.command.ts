import { MigrationList } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { actingAs, AS } from '../people/acting-as.js';
import { changeTools, migrationLine, stateMapIn, versionIn, versionNamed } from './change-tools.js';

interface Options {
  readonly as: string;
  readonly reason: string;
  readonly map?: string;
  readonly from?: string;
  readonly case?: readonly string[];
  readonly wait: boolean;
  readonly json: boolean;
}

/** `lifecycle migrate ID VERSION`: a few cases that are named, or all that the version concerns. */
export function addMigrateCasesCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('migrate')
    .description('put live cases under a published version; the worker does it in the background')
    .argument('<id>', 'for example technical-assistance-rol')
    .argument('<version>')
    .requiredOption(...AS)
    .requiredOption('--reason <text>', 'kept in the history of every case')
    .option('--map <file>', 'JSON, as `lifecycle rehearse` takes it; - for standard input')
    .option('--from <id@version>', 'only cases under this version')
    .option('--case <reference...>', 'a few cases to migrate first; all if left out')
    .option('--wait', 'do the work here, beside the worker, and tell how it went', false)
    .option('--json', 'print JSON', false)
    .action(async (id: string, version: string, options: Options) => {
      const stateMap = await stateMapIn(options.map, tools);
      const progress = await tools.withDatabase(async (source) => {
        const actor = await actingAs(source, options.as);
        const { orderMigration, migrations } = changeTools(source);
        const plan = { to: versionNamed(id, version), from: versionIn(options.from), stateMap };
        const order = { ...plan, references: options.case ?? null, reason: options.reason };
        const ordered = await orderMigration.migrate(actor, order, null);
        if (options.wait) await migrations.run();
        return new MigrationList(source).one(actor, ordered.id);
      });
      tools.print(options.json ? JSON.stringify(progress) : migrationLine(progress));
      if (progress.stuck + progress.failing > 0) process.exitCode = 1;
    });
}
