import { WebhookNotFound } from '#libs/domain';
import { PostgresUnitOfWork, type RegisteredWebhook, WebhookRegister } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { addKeepingCommands } from './keeping.commands.js';
import { readId } from './webhook-id.js';

/** `webhooks …`: receivers outside, as an operator and as their keepers need them. */
export function addWebhookCommands(program: Command, tools: OperatorTools, environment: NodeJS.ProcessEnv): void {
  const webhooks = program
    .command('webhooks')
    .description('receivers of webhooks: registering, secrets, deliveries, how they are doing');

  webhooks
    .command('list')
    .description('every receiver: scope, host, what waits and what was given up')
    .option('--json', 'print JSON', false)
    .action((options: { readonly json: boolean }) =>
      tools.withDatabase(async (dataSource) => {
        const list = await new WebhookRegister(dataSource).list();
        if (options.json) tools.print(JSON.stringify({ webhooks: list }));
        else for (const webhook of list) tools.print(lineOf(webhook));
      }),
    );

  addKeepingCommands(webhooks, tools, environment);

  webhooks
    .command('disable')
    .description('switch a receiver off; its keepers can switch it on again')
    .argument('<id>', 'of the webhook', readId)
    .option('--json', 'print JSON', false)
    .action((id: string, options: { readonly json: boolean }) =>
      tools.withDatabase(async (dataSource) => {
        await new PostgresUnitOfWork(dataSource).run(async (stores) => {
          if (!(await stores.webhooks.lock(id))) throw new WebhookNotFound();
          await stores.webhooks.disable(id, 'by-hand');
          stores.audit.append({ kind: 'webhook-changed', actorId: null, subject: { type: 'webhook', id }, detail: {} });
        });
        tools.print(options.json ? JSON.stringify({ id, isEnabled: false }) : `${id} is switched off`);
      }),
    );
}

function lineOf({ id, stateCode, officeCode, host, waiting, failed, ...state }: RegisteredWebhook): string {
  const standing = state.disabledCause ?? (state.failingSince ? 'failing' : 'on');
  return [
    id,
    stateCode ?? officeCode ?? 'organisation',
    host,
    standing,
    `${waiting} waiting`,
    `${failed} given up`,
  ].join('  ');
}
