import { DomainError } from '#libs/domain';
import { Argon2Passwords, PostgresPeopleRegister, SeedDemonstrationAccounts } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

/** Accounts with a published password must never come into a real database by a slip of the hand. */
class NotEmbedded extends DomainError {
  readonly code = 'people.not_embedded';
  readonly kind = 'refused';

  constructor() {
    super('Demonstration accounts exist only in the embedded mode (EMBEDDED=1), which npm start sets up');
  }
}

/** `demonstration`, below the `seed` command. */
export function addSeedDemonstrationCommand(seed: Command, tools: OperatorTools, environment: NodeJS.ProcessEnv): void {
  seed
    .command('demonstration')
    .description('enter the demonstration accounts that are not there yet')
    .option('--json', 'print JSON', false)
    .action(async (options: { json: boolean }) => {
      if (environment['EMBEDDED'] !== '1') throw new NotEmbedded();
      const seeded = await tools.withDatabase((dataSource) =>
        new SeedDemonstrationAccounts(new PostgresPeopleRegister(dataSource), new Argon2Passwords()).execute(),
      );
      tools.print(
        options.json
          ? JSON.stringify(seeded)
          : `${seeded.added} demonstration accounts entered, ${seeded.present} were there`,
      );
    });
}
