import { ProposeLifecycle } from '#libs/domain';
import { PostgresReferenceData, PostgresUnitOfWork } from '#libs/infrastructure';
import { CaseDefinitionReader } from '#libs/lifecycles';
import type { Command } from 'commander';
import { contentOf } from '../documents/json-document.js';
import type { OperatorTools } from '../operator-tools.js';
import { actingAs, AS } from '../people/acting-as.js';

/** `lifecycle propose FILE`: a definition from outside, held to everything the product's own are held to. */
export function addProposeCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('propose')
    .description('propose a version of a lifecycle; nothing runs under it until another person publishes it')
    .argument('<file>', 'JSON in the form of `lifecycle schema`; - for standard input')
    .requiredOption(...AS)
    .option('--area <code...>', 'areas whose new requests start under it once it is published', [])
    .option('--json', 'print JSON', false)
    .action(async (file: string, options: { as: string; area: readonly string[]; json: boolean }) => {
      const document = await contentOf(file, tools);
      const proposed = await tools.withDatabase(async (source) =>
        new ProposeLifecycle(
          new PostgresUnitOfWork(source),
          new CaseDefinitionReader(),
          new PostgresReferenceData(source),
        ).execute(await actingAs(source, options.as), { document, areas: options.area }),
      );
      const { id, version } = proposed;
      tools.print(
        options.json ? JSON.stringify(proposed) : `${id} version ${version} is proposed; another person publishes it`,
      );
    });
}
