import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  AnnounceToWebhooks,
  BindDigests,
  EditedTexts,
  LettersInForce,
  NotifyRecipients,
  SendDigest,
  SendMail,
  SendWebhook,
  TextCatalogue,
  type UnitOfWork,
} from '#libs/domain';
import {
  BoxedWebhookSecrets,
  HttpWebhookSender,
  type JobQueue,
  MessageDispatch,
  PermittedAddresses,
  PostgresReplyAddresses,
  PublicCaseLinks,
  type QueueName,
  Relay,
  rows,
  SecretBox,
  SmtpMailer,
  UuidIdentifiers,
} from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import { aDatabase } from '../../support/database.js';
import { headerOf, MailServer } from '../../support/mail-server.js';
import { anActor } from '../../support/people.js';
import { describeOnBothQueues, type QueueServer } from '../../support/queue-servers.js';
import { afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';
import { TEST_NETWORKS, webhookWorkshop } from '../../support/webhooks.js';
import { aUnitOfWork, openQueue } from '../../support/worker.js';

const TIMES = 5;
const QUEUES: readonly QueueName[] = ['events', 'mail', 'webhooks'];

class NothingEdited extends EditedTexts {
  override inForce(): Promise<ReadonlyMap<string, unknown>> {
    return Promise.resolve(new Map());
  }
}

describeOnBothQueues('each message delivered five times', (serverOf) => {
  const database = aDatabase({ poolSize: 24 });
  let server: QueueServer;
  let unitOfWork: UnitOfWork;
  let theCase: ToldCase;
  let mailServer: MailServer;
  let receiver: WebhookReceiver;
  let queue: JobQueue;
  let relay: Relay;
  /** How often each message has come, by id. */
  let deliveries: Map<string, number>;
  let stops: (() => unknown)[];

  beforeEach(async () => {
    server = serverOf(database.url);
    await server.flush();
    await afresh(database.dataSource);
    await database.dataSource.query('DELETE FROM webhook_subscriptions');
    unitOfWork = await aUnitOfWork(database.dataSource);
    theCase = await anAcknowledgedCase(database.dataSource);
    mailServer = await new MailServer().start();
    receiver = await new WebhookReceiver().start();
    queue = openQueue(server.choice);
    deliveries = new Map();
    stops = [() => mailServer.stop(), () => receiver.stop(), () => queue.close()];

    // A queue that hands out every job five times, and at once: what it is given it holds under five ids.
    const fivefold: JobQueue = Object.create(queue, {
      add: {
        value: (...[name, jobs]: Parameters<JobQueue['add']>) =>
          queue.add(
            name,
            jobs.flatMap((job) => Array.from({ length: TIMES }, (_, copy) => ({ ...job, id: `${job.id}-${copy}` }))),
          ),
      },
    });
    relay = new Relay(database.dataSource, fivefold);
  });
  afterEach(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  function work(secretsKey: Buffer): void {
    const identifiers = new UuidIdentifiers();
    const letters = new LifecycleLetters();
    const inForce = new LettersInForce(letters, new TextCatalogue(letters), new NothingEdited(), () => undefined);
    const links = new PublicCaseLinks('https://upon-request.example');
    const mailer = new SmtpMailer({ url: mailServer.url, from: 'Upon Request <no-reply@upon-request.example>' });
    const secrets = new BoxedWebhookSecrets(new SecretBox(secretsKey));
    const sender = new HttpWebhookSender(new PermittedAddresses(TEST_NETWORKS), secrets);
    const dispatch = new MessageDispatch(database.dataSource, [
      new NotifyRecipients(unitOfWork, identifiers, letters),
      new AnnounceToWebhooks(unitOfWork, identifiers),
      new SendMail(unitOfWork, mailer, inForce, links, new PostgresReplyAddresses(database.dataSource, null)),
      new SendDigest(unitOfWork, mailer, inForce, links),
      new SendWebhook(unitOfWork, sender, () => 0.5),
    ]);
    stops.push(() => mailer.close());
    for (const name of QUEUES) {
      const worker = queue.work(
        name,
        async ({ data: { messageId = '' } }) => {
          deliveries.set(messageId, (deliveries.get(messageId) ?? 0) + 1);
          await dispatch.dispatch(messageId);
        },
        { concurrency: TIMES },
      );
      stops.push(() => worker.close(5_000));
    }
  }

  /** Carries what is left behind, and what that leaves behind, until all has come five times and is done. */
  async function carry(): Promise<void> {
    await until(
      'all is done',
      async () => {
        await relay.carryBatch();
        const messages = await rows<{ id: string; done: boolean }>(
          database.dataSource,
          'SELECT id, done_at IS NOT NULL AS done FROM outbox_messages',
        );
        return messages.every(({ id, done }) => done && (deliveries.get(id) ?? 0) >= TIMES);
      },
      60_000,
    );
  }

  it('is one entry in the inbox, one mail, one webhook and one digest', async () => {
    const { personId } = theCase.focalPoint;
    const shop = webhookWorkshop(database.dataSource, unitOfWork);
    await shop.register({ ...anActor('focal-point@KEN'), personId }, receiver.url);
    await database.dataSource.query(
      `INSERT INTO notification_preferences (person_id, event, inbox, mail) VALUES ($1, 'held', true, 'daily')`,
      [personId],
    );
    work(shop.secretsKey);
    await shop.tell(theCase.caseId, 'accepted', 'held');
    await carry();
    await database.dataSource.query('UPDATE notifications SET digest_after = now() WHERE digest_after IS NOT NULL');
    await new BindDigests(unitOfWork, new UuidIdentifiers()).execute();
    await carry();

    const topics = await rows<{ topic: string; count: number }>(
      database.dataSource,
      'SELECT topic, count(*)::int AS count FROM outbox_messages GROUP BY topic ORDER BY topic',
    );
    expect(topics).toEqual([
      { topic: 'case.notify', count: 2 },
      { topic: 'mail.digest', count: 1 },
      { topic: 'mail.send', count: 1 },
      { topic: 'webhook.send', count: 2 },
    ]);
    expect(
      await rows(
        database.dataSource,
        `SELECT channel, template AS event, status FROM notifications WHERE person_id = $1 ORDER BY channel, template`,
        [personId],
      ),
    ).toEqual([
      { channel: 'inbox', event: 'accepted', status: 'sent' },
      { channel: 'inbox', event: 'held', status: 'sent' },
      { channel: 'mail', event: 'accepted', status: 'sent' },
      { channel: 'mail', event: 'held', status: 'sent' },
    ]);
    expect(mailServer.received).toHaveLength(2);
    expect(new Set(mailServer.received.map((mail) => headerOf(mail, 'Message-ID'))).size).toBe(2);
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  }, 120_000);
});
