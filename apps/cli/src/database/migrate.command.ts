import { migrate } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { DataSource } from 'typeorm';

/** What the command needs of the process it runs in. */
interface MigrateTools {
  withDatabase<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result>;
  print(line: string): void;
}

/** `migrate`: brings the schema up to date; several at once wait for the first. */
export function addMigrateCommand(program: Command, tools: MigrateTools): void {
  program
    .command('migrate')
    .description('bring the database schema up to date')
    .option('--json', 'print JSON', false)
    .action(async (options: { json: boolean }) => {
      const ran = await tools.withDatabase(migrate);
      if (options.json) tools.print(JSON.stringify({ ran }));
      else if (ran.length === 0) tools.print('The schema is up to date');
      else for (const name of ran) tools.print(`ran ${name}`);
    });
}
