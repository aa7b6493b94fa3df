import { LifecycleList } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

/** `lifecycle versions [ID]`: what is stored, proposed and published. */
export function addVersionsCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('versions')
    .description('versions of lifecycles in the database, latest first, and which areas each serves')
    .argument('[id]', 'for example technical-assistance-rol; all if left out')
    .option('--json', 'print JSON', false)
    .action(async (id: string | undefined, options: { json: boolean }) => {
      const all = await tools.withDatabase((source) => new LifecycleList(source).all());
      const versions = id === undefined ? all : all.filter((version) => version.id === id);
      if (options.json) {
        tools.print(JSON.stringify({ versions }));
        return;
      }
      for (const { id: name, version, origin, checksum, serves, publishedAt } of versions) {
        const since = publishedAt === null ? 'proposed' : `published ${publishedAt.toISOString()}`;
        const areas = serves.length === 0 ? '' : `, new requests of ${serves.join(', ')}`;
        tools.print(`${name}  v${version}  ${origin}  ${checksum.slice(0, 12)}  ${since}${areas}`);
      }
    });
}
