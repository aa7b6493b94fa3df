import type { Command } from 'commander';
import { contentOf } from '../documents/json-document.js';
import type { OperatorTools } from '../operator-tools.js';
import { importAll, type Imported } from './import-all.js';
import { readImport } from './import-document.js';

/** `import cases`: takes over cases of another register, each with what was done on it. */
export function addImportCommands(program: Command, tools: OperatorTools): void {
  program
    .command('import')
    .description('take over what another system has led')
    .command('cases')
    .description('cases with all that was done on them; each is taken whole, or told with the reason against it')
    .requiredOption('--file <path>', 'JSON; - for standard input')
    .option('--json', 'print JSON', false)
    .action(async (options: { readonly file: string; readonly json: boolean }) => {
      const document = readImport(await contentOf(options.file, tools));
      const results = await tools.withDatabase((dataSource) => importAll(dataSource, document));
      if (options.json) tools.print(JSON.stringify({ cases: results }));
      else for (const line of results.flatMap(linesOf)) tools.print(line);
      if (results.some(({ refused }) => refused !== null)) process.exitCode = 2;
    });
}

function linesOf({ formerReference, reference, state, refused, errors }: Imported): readonly string[] {
  if (refused === null) return [`${formerReference} is ${reference ?? ''} now (${state ?? ''})`];
  return [
    `${formerReference} was not imported: ${refused}`,
    ...errors.map(({ pointer, message }) => `  ${pointer}: ${message}`),
  ];
}
