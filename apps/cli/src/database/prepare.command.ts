import {
  Argon2Passwords,
  DEMONSTRATION_PASSWORD,
  demonstrationAccounts,
  loadReferenceData,
  migrate,
  PostgresPeopleRegister,
  SeedDemonstrationAccounts,
} from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { withOwnedDatabase } from './with-database.js';

/**
 * `prepare`: everything that must be in a database before the API and the worker start on it, in one process, a line
 * as each part is done. Demonstration accounts come with it in the embedded mode and nowhere else.
 */
export function addPrepareCommand(program: Command, tools: OperatorTools, environment: NodeJS.ProcessEnv): void {
  program
    .command('prepare')
    .description('migrate, and bring in the data that come with the program')
    .option('--json', 'print a line of JSON for each part', false)
    .action(async (options: { json: boolean }) => {
      const tell = (part: string, sentence: string, facts: object): void =>
        tools.print(options.json ? JSON.stringify({ part, ...facts }) : sentence);

      const ran = await withOwnedDatabase(environment, migrate);
      tell('schema', `The schema is up to date, ${ran.length} migrations ran`, { ran });

      await tools.withDatabase(async (dataSource) => {
        const datasets = await loadReferenceData(dataSource);
        const loaded = datasets.filter(({ outcome }) => outcome === 'loaded').length;
        tell('reference-data', `The reference data are up to date, ${loaded} datasets were loaded`, { loaded });

        if (environment['EMBEDDED'] !== '1') return;
        const register = new PostgresPeopleRegister(dataSource);
        const { added } = await new SeedDemonstrationAccounts(register, new Argon2Passwords()).execute();
        tell('demonstration', `${added} demonstration accounts entered`, {
          added,
          password: DEMONSTRATION_PASSWORD,
          users: demonstrationAccounts(),
        });
      });
    });
}
