import { lifecycles } from '#libs/lifecycles';
import { type Path, paths, type PathStep } from '#libs/workflow';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { namedLifecycle } from './named-lifecycle.js';

/** `lifecycle paths`: a shortest way from creation for every move, the ways the tests of the lifecycles take. */
export function addPathsCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('paths')
    .description('a way from creation for every transition and every act on a gate; exit code 1 if one has none')
    .argument('[lifecycle]', 'area, name, file or -; all that come with the product if left out')
    .option('--json', 'print JSON', false)
    .action(async (name: string | undefined, options: { json: boolean }) => {
      const definitions =
        name === undefined ? lifecycles.all().map(({ definition }) => definition) : [await namedLifecycle(name, tools)];
      const found = definitions.map((definition) => {
        const { id, version, creation } = definition;
        return { id, version, creation: creation.name, paths: paths(definition) };
      });
      const missing = found.flatMap((each) => each.paths).filter(({ steps }) => steps === null).length;
      if (missing > 0) process.exitCode = 1;
      if (options.json) return tools.print(JSON.stringify({ lifecycles: found }));
      for (const { id, version, creation, paths: ways } of found) {
        tools.print(`${id} ${version}: ${ways.length} paths`);
        for (const way of ways) for (const line of linesOf(way, creation)) tools.print(line);
      }
      const count = found.reduce((sum, each) => sum + each.paths.length, 0);
      tools.print(
        `${count} paths in ${found.length} lifecycles${missing === 0 ? '' : `, ${missing} MOVES WITHOUT A WAY`}`,
      );
    });
}

function linesOf({ act, gate, from, steps }: Path, creation: string): readonly string[] {
  const place = gate === null ? from : `${gate}: ${from}`;
  if (!steps) return [`  ${act} from ${place}: NO WAY`];
  return [`  ${act} from ${place}: ${[creation, ...steps.map(wordsFor)].join(' > ')}`];
}

function wordsFor({ act, role, gate, to }: PathStep): string {
  return gate === null ? `${act} (${role})` : `${act} (${role}; ${gate}: ${to})`;
}
