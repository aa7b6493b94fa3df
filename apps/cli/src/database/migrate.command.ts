import { migrate } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { withOwnedDatabase } from './with-database.js';

/** `migrate`: brings the schema up to date; several at once wait for the first. */
export function addMigrateCommand(program: Command, tools: OperatorTools, environment: NodeJS.ProcessEnv): void {
  program
    .command('migrate')
    .description('bring the database schema up to date')
    .option('--json', 'print JSON', false)
    .action(async (options: { json: boolean }) => {
      const ran = await withOwnedDatabase(environment, migrate);
      if (options.json) tools.print(JSON.stringify({ ran }));
      else if (ran.length === 0) tools.print('The schema is up to date');
      else for (const name of ran) tools.print(`ran ${name}`);
    });
}
