import { caseVocabulary } from '#libs/lifecycles';
import { type Fault, parseDefinition } from '#libs/workflow';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { textNamed } from './named-lifecycle.js';

/** `lifecycle check`: everything wrong with a definition at once. */
export function addCheckCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('check')
    .description(
      'prove that a definition can be run, or tell every fault with its place and a hint; exit code 1 if there is any',
    )
    .argument('<file>', 'a definition in JSON; - for standard input')
    .option('--json', 'print JSON', false)
    .action(async (file: string, options: { json: boolean }) => {
      const parsed = parseDefinition(await textNamed(file, tools), caseVocabulary);
      const faults: readonly Fault[] = parsed.outcome === 'valid' ? [] : parsed.faults;
      if (faults.length > 0) process.exitCode = 1;
      if (options.json) return tools.print(JSON.stringify({ outcome: parsed.outcome, faults }));
      if (parsed.outcome === 'valid') {
        const { id, version } = parsed.definition;
        return tools.print(`${id} ${version} can be run`);
      }
      for (const { pointer, code, message, hint } of faults) {
        tools.print(`${pointer === '' ? '(document)' : pointer}: ${message} (${code})`);
        tools.print(`  ${hint}`);
      }
      tools.print(faults.length === 1 ? '1 fault' : `${faults.length} faults`);
    });
}
