import type { Command } from 'commander';
import { text } from 'node:stream/consumers';
import { computeResults } from './compute.js';
import type { InputFault } from './document-reader.js';
import { readDocument } from './read-document.js';

const exitBadInput = 2;

/** `working-time compute`: answers questions about working time, so that anyone can check the arithmetic. */
export function addWorkingTimeCommands(program: Command): void {
  program
    .command('working-time')
    .description('the arithmetic of working hours')
    .command('compute')
    .description('answer the questions of a JSON document on standard input (vectors, elapsedVectors, …)')
    .option('--json', 'write what is wrong with the document as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const answer = compute(await text(process.stdin));
      if ('results' in answer) {
        process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
        return;
      }
      process.stderr.write(options.json ? `${JSON.stringify(answer)}\n` : answer.errors.map(describe).join(''));
      process.exitCode = exitBadInput;
    });
}

type Answer = { readonly results: Readonly<Record<string, unknown>> } | { readonly errors: readonly InputFault[] };

/** The results of a document, or everything wrong with it. */
export function compute(document: string): Answer {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    return { errors: [{ pointer: '', code: 'json_malformed', message: 'standard input is not a JSON document' }] };
  }
  const read = readDocument(parsed);
  return 'errors' in read ? read : computeResults(read.questions);
}

function describe({ pointer, code, message }: InputFault): string {
  return `${pointer === '' ? 'document' : pointer}: ${message} (${code})\n`;
}
