import { type GivenUpFilter, GivenUpMessages, outboxFigures } from '#libs/infrastructure';
import { type Command, InvalidArgumentError } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

const MOST_LISTED = 1_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Selection {
  readonly topic?: string;
  readonly cause?: string;
  readonly all: boolean;
  readonly json: boolean;
}

/** `outbox …`: messages that were given up, and what becomes of them. */
export function addOutboxCommands(program: Command, tools: OperatorTools): void {
  const outbox = program
    .command('outbox')
    .description('messages to people and systems: what waits, and what was given up');

  outbox
    .command('list')
    .description('messages given up, newest first, with the cause; and how many wait')
    .option('--topic <topic>', 'only of this kind, such as mail.send')
    .option('--cause <code>', 'only with this cause, such as mail.refused')
    .option('--limit <number>', `at most so many (up to ${MOST_LISTED})`, readLimit, 100)
    .option('--json', 'print JSON', false)
    .action((options: Selection & { readonly limit: number }) =>
      tools.withDatabase(async (dataSource) => {
        const givenUp = await new GivenUpMessages(dataSource).list(options, options.limit);
        const figures = await outboxFigures(dataSource);
        if (options.json) {
          tools.print(JSON.stringify({ ...figures, messages: givenUp }));
          return;
        }
        tools.print(`${figures.waiting} waiting, ${figures.inFlight} with the queue, ${figures.givenUp} given up`);
        for (const { id, topic, cause, tries, givenUpAt, caseId } of givenUp) {
          tools.print([id, topic, cause, `${tries} tries`, givenUpAt.toISOString(), caseId ?? '-'].join('  '));
        }
      }),
    );

  outbox
    .command('retry')
    .description('send messages that were given up on their way again')
    .argument('[id...]', 'of messages', collectIds)
    .option('--all', 'every one that fits --topic and --cause', false)
    .option('--topic <topic>')
    .option('--cause <code>')
    .option('--json', 'print JSON', false)
    .action((ids: readonly string[] | undefined, options: Selection, command: Command) =>
      tools.withDatabase(async (dataSource) => {
        const count = await new GivenUpMessages(dataSource).retry(selectionOf(ids, options, command));
        tools.print(options.json ? JSON.stringify({ retried: count }) : `${count} sent on their way again`);
      }),
    );

  outbox
    .command('discard')
    .description('decide that nothing more is to be done about messages that were given up')
    .argument('[id...]', 'of messages', collectIds)
    .requiredOption('--reason <text>', 'kept with the messages')
    .option('--all', 'every one that fits --topic and --cause', false)
    .option('--topic <topic>')
    .option('--cause <code>')
    .option('--json', 'print JSON', false)
    .action((ids: readonly string[] | undefined, options: Selection & { readonly reason: string }, command: Command) =>
      tools.withDatabase(async (dataSource) => {
        const count = await new GivenUpMessages(dataSource).discard(selectionOf(ids, options, command), options.reason);
        tools.print(options.json ? JSON.stringify({ discarded: count }) : `${count} discarded`);
      }),
    );
}

/** Either messages by name or all that fit: nothing happens to everything by leaving something out. */
function selectionOf(
  ids: readonly string[] | undefined,
  { all, topic, cause }: Selection,
  command: Command,
): GivenUpFilter {
  const named = ids ?? [];
  if (all === named.length > 0) command.error('error: name messages by id, or give --all', { exitCode: 2 });
  return {
    ...(topic === undefined ? {} : { topic }),
    ...(cause === undefined ? {} : { cause }),
    ...(all ? {} : { ids: named }),
  };
}

function collectIds(id: string, before: readonly string[] | undefined): readonly string[] {
  if (!UUID.test(id)) throw new InvalidArgumentError('It must be the id of a message.');
  return [...(before ?? []), id];
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_LISTED}.`);
  return limit;
}
