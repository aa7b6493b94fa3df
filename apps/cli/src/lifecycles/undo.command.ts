import { ChangeNotFound } from '#libs/domain';
import { MigrationList } from '#libs/infrastructure';
import { validate } from 'uuid';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { actingAs, AS } from '../people/acting-as.js';
import { changeTools, migrationLine } from './change-tools.js';

interface Options {
  readonly as: string;
  readonly reason: string;
  readonly case?: readonly string[];
  readonly wait: boolean;
  readonly json: boolean;
}

/** `lifecycle undo MIGRATION`: puts back each case on which nobody has acted since. */
export function addUndoCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('undo')
    .description('take a migration back, for each case on which nobody has acted since')
    .argument('<migration>', 'its id, as `lifecycle migrate` printed it')
    .requiredOption(...AS)
    .requiredOption('--reason <text>', 'kept in the history of every case')
    .option('--case <reference...>', 'only these cases')
    .option('--wait', 'do the work here, beside the worker, and tell how it went', false)
    .option('--json', 'print JSON', false)
    .action(async (changeId: string, options: Options) => {
      if (!validate(changeId)) throw new ChangeNotFound();
      const progress = await tools.withDatabase(async (source) => {
        const actor = await actingAs(source, options.as);
        const { orderMigration, migrations } = changeTools(source);
        const order = { changeId, references: options.case ?? null, reason: options.reason };
        const ordered = await orderMigration.undo(actor, order, null);
        if (options.wait) await migrations.run();
        return new MigrationList(source).one(actor, ordered.id);
      });
      tools.print(options.json ? JSON.stringify(progress) : migrationLine(progress));
      if (progress.failing > 0) process.exitCode = 1;
    });
}
