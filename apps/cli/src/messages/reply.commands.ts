import { ReplyDesk } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

const LISTED = 200;

/** `replies …`: answers by mail that were not taken. */
export function addReplyCommands(program: Command, tools: OperatorTools): void {
  program
    .command('replies')
    .description('answers by mail')
    .command('list')
    .description(`answers that were refused or dropped, the latest ${LISTED}, with the reason; ids only`)
    .option('--json', 'print JSON', false)
    .action(({ json }: { readonly json: boolean }) =>
      tools.withDatabase(async (dataSource) => {
        const replies = await new ReplyDesk(dataSource).notTaken(null, LISTED);
        if (json) tools.print(JSON.stringify({ replies }));
        else
          for (const { id, outcome, reason, caseId, personId, receivedAt } of replies)
            tools.print([id, outcome, reason, receivedAt.toISOString(), caseId ?? '-', personId ?? '-'].join('  '));
      }),
    );
}
