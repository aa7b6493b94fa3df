import { definitionJsonSchema } from '#libs/workflow';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

/** `lifecycle schema`: the JSON Schema of definitions, for editors and other tools. */
export function addSchemaCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('schema')
    .description('the JSON Schema (draft 2020-12) of definitions')
    .option('--json', 'on one line', false)
    .action((options: { json: boolean }) =>
      tools.print(JSON.stringify(definitionJsonSchema(), null, options.json ? undefined : 2)),
    );
}
