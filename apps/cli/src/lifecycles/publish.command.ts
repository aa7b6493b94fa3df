import { PublishLifecycle } from '#libs/domain';
import { PostgresUnitOfWork } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { actingAs, AS } from '../people/acting-as.js';
import { versionNamed } from './change-tools.js';

/** `lifecycle publish ID VERSION`: by another person than proposed it. */
export function addPublishCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('publish')
    .description('publish a version another person proposed; from then on it never changes')
    .argument('<id>', 'for example technical-assistance-rol')
    .argument('<version>')
    .requiredOption(...AS)
    .option('--json', 'print JSON', false)
    .action(async (id: string, version: string, options: { as: string; json: boolean }) => {
      const reference = versionNamed(id, version);
      await tools.withDatabase(async (source) =>
        new PublishLifecycle(new PostgresUnitOfWork(source)).execute(await actingAs(source, options.as), reference),
      );
      tools.print(options.json ? JSON.stringify(reference) : `${id} version ${version} is published`);
    });
}
