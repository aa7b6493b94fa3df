import { difference } from '#libs/workflow';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { namedLifecycle } from './named-lifecycle.js';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

/** `lifecycle diff`: what changes from one definition to another, in sentences. */
export function addDiffCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('diff')
    .description('what changes from one lifecycle to another, in words')
    .argument('<from>', 'area, name, file or -')
    .argument('<to>', 'area, name, file or -')
    .option('--json', 'print JSON', false)
    .action(async (from: string, to: string, options: { json: boolean }) => {
      const [before, after] = [await namedLifecycle(from, tools), await namedLifecycle(to, tools)];
      const changes = difference(before, after);
      if (options.json) return tools.print(JSON.stringify({ changes }));
      if (changes.length === 0) return tools.print('The same rules in the same words');
      for (const { kind, sentence } of changes) tools.print(`${SIGNS[kind]} ${sentence}`);
    });
}
