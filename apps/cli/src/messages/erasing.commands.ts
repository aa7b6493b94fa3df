import { EraseWords } from '#libs/domain';
import { OperatorCaseReader, PostgresUnitOfWork, PublishedWorkflows } from '#libs/infrastructure';
import { type Command, InvalidArgumentError } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { actingAs, AS } from '../people/acting-as.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const REASON = ['--reason <text>', 'shown where the words were; it must not repeat them'] as const;

interface Options {
  readonly as: string;
  readonly reason: string;
  readonly json: boolean;
}

/** `erase …`: words that must be forgotten. An administrator may, for a case of which they see nothing. */
export function addErasingCommands(program: Command, tools: OperatorTools): void {
  const erase = program.command('erase').description('erase words for good; who did it and why stays');

  erase
    .command('message')
    .description('the words of a message, with translations, the mail it came in and its attachments')
    .argument('<reference>', 'of the case, for example KEN-2026-4T9XQ2')
    .argument('<entry>', 'of the message in the history of the case', readEntry)
    .requiredOption(...REASON)
    .requiredOption(...AS)
    .option('--json', 'print JSON', false)
    .action(async (reference: string, sequence: number, { as, reason, json }: Options) => {
      await withCase(tools, reference, as, (words, actor, caseId) =>
        words.message(actor, { caseId, sequence, reason, asOperator: true }),
      );
      tools.print(
        json ? JSON.stringify({ reference, message: sequence, isErased: true }) : `${reference} ${sequence} is erased`,
      );
    });

  erase
    .command('note')
    .description('the words of an internal note')
    .argument('<reference>', 'of the case, for example KEN-2026-4T9XQ2')
    .argument('<id>', 'of the note', readId)
    .requiredOption(...REASON)
    .requiredOption(...AS)
    .option('--json', 'print JSON', false)
    .action(async (reference: string, noteId: string, { as, reason, json }: Options) => {
      await withCase(tools, reference, as, (words, actor, caseId) =>
        words.note(actor, { caseId, noteId, reason, asOperator: true }),
      );
      tools.print(json ? JSON.stringify({ reference, noteId, isErased: true }) : `${reference} ${noteId} is erased`);
    });
}

function withCase(
  tools: OperatorTools,
  reference: string,
  email: string,
  work: (words: EraseWords, actor: Awaited<ReturnType<typeof actingAs>>, caseId: string) => Promise<void>,
): Promise<void> {
  return tools.withDatabase(async (dataSource) => {
    const actor = await actingAs(dataSource, email);
    const { record } = await new OperatorCaseReader(dataSource).read(reference);
    const words = new EraseWords(new PostgresUnitOfWork(dataSource), new PublishedWorkflows(dataSource));
    await work(words, actor, record.id);
  });
}

function readEntry(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be the number of an entry.');
  return Number(text);
}

function readId(id: string): string {
  if (!UUID.test(id)) throw new InvalidArgumentError('It must be the id of a note.');
  return id.toLowerCase();
}
