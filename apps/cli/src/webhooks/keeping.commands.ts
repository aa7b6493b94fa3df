import { KeepWebhooks, SECRET_OVERLAP_HOURS } from '#libs/domain';
import {
  BoxedWebhookSecrets,
  type DataSource,
  PermittedAddresses,
  PostgresUnitOfWork,
  readConfiguration,
  SecretBox,
  UuidIdentifiers,
  WebhookDesk,
} from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { actingAs, AS } from '../people/acting-as.js';
import { readId } from './webhook-id.js';

const MOST_OVERLAP_HOURS = 168;
const LISTED = 100;

interface Keeping {
  readonly as: string;
  readonly json: boolean;
}

/** What the keepers of a webhook do over the API, by the same use cases and in their name: `--as` says whose. */
export function addKeepingCommands(webhooks: Command, tools: OperatorTools, environment: NodeJS.ProcessEnv): void {
  webhooks
    .command('register')
    .description('register a receiver (Standard Webhooks 1.0); its secret is printed here and never again')
    .argument('<url>', 'https address of the receiver')
    .addOption(new Option('--state <code>', 'tell it of cases of this State').conflicts('office'))
    .option('--office <code>', 'tell it of cases of this office; of the organisation without one of the two')
    .option('--events <list>', 'only these, with commas between them; all without it', readEvents, [])
    .option('--description <text>', 'what it is for', '')
    .requiredOption(...AS)
    .option('--json', 'print JSON', false)
    .action(
      (
        url: string,
        options: Keeping & { state?: string; office?: string; events: readonly string[]; description: string },
      ) =>
        tools.withDatabase(async (dataSource) => {
          const { events, description, as, json } = options;
          const scope = { stateCode: options.state ?? null, officeCode: options.office ?? null };
          const registered = await keepingOn(dataSource, environment).register(await actingAs(dataSource, as), {
            ...{ scope, url, events, description },
          });
          tools.print(json ? JSON.stringify(registered) : `${registered.id}  secret ${registered.secret}`);
        }),
    );

  webhooks
    .command('rotate-secret')
    .description('make a new secret, printed here and never again; for a while both sign')
    .argument('<id>', 'of the webhook', readId)
    .option(
      '--overlap-hours <number>',
      `how long the old one goes on signing, up to ${MOST_OVERLAP_HOURS}`,
      readHours,
      SECRET_OVERLAP_HOURS,
    )
    .requiredOption(...AS)
    .option('--json', 'print JSON', false)
    .action((id: string, { as, json, overlapHours }: Keeping & { overlapHours: number }) =>
      tools.withDatabase(async (dataSource) => {
        const keeper = await actingAs(dataSource, as);
        const rotated = await keepingOn(dataSource, environment).rotateSecret(keeper, id, overlapHours);
        const until = rotated.previousUntil.toISOString();
        tools.print(
          json ? JSON.stringify({ id, ...rotated }) : `${id}  secret ${rotated.secret}  the old one until ${until}`,
        );
      }),
    );

  webhooks
    .command('deliveries')
    .description(`what was sent to a receiver and what became of it, the latest ${LISTED}`)
    .argument('<id>', 'of the webhook', readId)
    .addOption(new Option('--status <status>').choices(['waiting', 'delivered', 'failed', 'withdrawn']))
    .requiredOption(...AS)
    .option('--json', 'print JSON', false)
    .action((id: string, { as, json, status }: Keeping & { status?: string }) =>
      tools.withDatabase(async (dataSource) => {
        const keeper = await actingAs(dataSource, as);
        const deliveries = await new WebhookDesk(dataSource).deliveries(keeper, id, status ?? null, LISTED, null);
        if (json) tools.print(JSON.stringify({ id, deliveries }));
        else
          for (const { id: delivery, event, status: standing, attempts, lastCause } of deliveries)
            tools.print([delivery, event, standing, `${attempts} attempts`, lastCause ?? '-'].join('  '));
      }),
    );

  webhooks
    .command('redeliver')
    .description('send again what was delivered or given up, under the same webhook-id')
    .argument('<id>', 'of the webhook', readId)
    .argument('<delivery>', 'of the delivery', readId)
    .requiredOption(...AS)
    .option('--json', 'print JSON', false)
    .action((id: string, deliveryId: string, { as, json }: Keeping) =>
      tools.withDatabase(async (dataSource) => {
        const keeper = await actingAs(dataSource, as);
        // As over the API: what the keeper may not see is not sent again for them either.
        await new WebhookDesk(dataSource).delivery(keeper, id, deliveryId);
        await keepingOn(dataSource, environment).redeliver(keeper, id, deliveryId);
        tools.print(json ? JSON.stringify({ id, deliveryId, isSentAgain: true }) : `${deliveryId} is sent again`);
      }),
    );
}

function keepingOn(dataSource: DataSource, environment: NodeJS.ProcessEnv): KeepWebhooks {
  // These commands send no mail and touch no queue, so they need not be told where those are.
  const { secretsKey, webhooks } = readConfiguration({
    ...{ SMTP_URL: 'smtp://localhost', QUEUE_BACKEND: 'postgres' },
    ...environment,
  });
  return new KeepWebhooks(
    new PostgresUnitOfWork(dataSource),
    new UuidIdentifiers(),
    new LifecycleLetters(),
    new PermittedAddresses(webhooks.allowedNetworks),
    new BoxedWebhookSecrets(secretsKey && new SecretBox(secretsKey)),
  );
}

function readEvents(list: string): readonly string[] {
  return list.split(',').map((event) => event.trim());
}

function readHours(text: string): number {
  const hours = Number(text);
  if (!Number.isInteger(hours) || hours < 0 || hours > MOST_OVERLAP_HOURS)
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${MOST_OVERLAP_HOURS}.`);
  return hours;
}
