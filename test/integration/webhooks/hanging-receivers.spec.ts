import { rows } from '#libs/infrastructure';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { aDatabase } from '../../support/database.js';
import { MailServer } from '../../support/mail-server.js';
import { aPerson } from '../../support/people.js';
import { describeOnBothQueues, type QueueServer } from '../../support/queue-servers.js';
import { afresh, anAcknowledgedCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { verified, WebhookReceiver } from '../../support/webhook-receiver.js';
import { TEST_NETWORKS, webhookWorkshop } from '../../support/webhooks.js';
import { aConfiguration, aUnitOfWork, startWorker } from '../../support/worker.js';

const HANGING = 20;

describeOnBothQueues('receivers that hang', (serverOf) => {
  const database = aDatabase({ poolSize: 10 });
  let server: QueueServer;
  let stops: (() => Promise<unknown>)[];

  beforeEach(async () => {
    server = serverOf(database.url);
    await server.flush();
    await afresh(database.dataSource);
    await database.dataSource.query('TRUNCATE webhook_subscriptions CASCADE');
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it('do not delay healthy ones, nor mail', async () => {
    const hanging = await new WebhookReceiver().start();
    const healthy = await new WebhookReceiver().start();
    const mailServer = await new MailServer().start();
    stops = [() => mailServer.stop(), () => hanging.stop(), () => healthy.stop()];
    hanging.answer = () => undefined;
    const theCase = await anAcknowledgedCase(database.dataSource);
    const keeper = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    const shop = webhookWorkshop(database.dataSource, await aUnitOfWork(database.dataSource));
    const { id, secret } = await shop.register(keeper, healthy.url);

    const { secretsKey } = shop;
    const worker = await startWorker(
      aConfiguration({
        ...{ databaseUrl: database.url, queue: server.choice, smtpUrl: mailServer.url, secretsKey },
        allowedNetworks: TEST_NETWORKS,
      }),
    );
    stops.push(() => worker.stop());
    await shop.keep.test(keeper, id);
    await until('the worker is at work', () => healthy.received.length === 1);
    for (let place = 0; place < HANGING; place += 1) await shop.register(keeper, hanging.url);

    await shop.tell(theCase.caseId, 'accepted');
    await until('the healthy one has it', () => healthy.received.length === 2);
    await until('those that hang are at it', () => hanging.received.length === HANGING);
    await shop.tell(theCase.caseId, 'held');
    await until('the healthy one has that too', () => healthy.received.length === 3);
    for (const message of healthy.received) expect(verified(message, secret)).toBeDefined();
    // Nobody has timed out yet: the healthy one did not wait for that.
    expect(await rows(database.dataSource, `SELECT FROM webhook_attempts WHERE cause IS NOT NULL`)).toEqual([]);
    await until('those that hang are in the log', async () => {
      const [late] = await rows<{ count: number }>(
        database.dataSource,
        `SELECT count(DISTINCT d.subscription_id)::int AS count FROM webhook_attempts a JOIN webhook_deliveries d ON d.id = a.delivery_id
          WHERE a.cause = 'webhook.timed_out'`,
      );
      return late?.count === HANGING;
    });
  }, 40_000);
});
