import { randomBytes } from 'node:crypto';
import {
  AnnounceToWebhooks,
  type Actor,
  DomainError,
  KeepWebhooks,
  RetryWebhook,
  SendWebhook,
  type UnitOfWork,
  type WebhookScope,
} from '#libs/domain';
import {
  BoxedWebhookSecrets,
  HttpWebhookSender,
  MessageDispatch,
  PermittedAddresses,
  rows,
  SecretBox,
  UuidIdentifiers,
} from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import type { DataSource } from 'typeorm';

/** The machine itself may be called in tests. */
export const TEST_NETWORKS = ['127.0.0.1/32'];

export const KENYA: WebhookScope = { stateCode: 'KEN', officeCode: null };

/** What keeps, announces and sends webhooks, without queue and worker: messages are carried when a test says so. */
export function webhookWorkshop(dataSource: DataSource, unitOfWork: UnitOfWork, secretsKey = randomBytes(32)) {
  const identifiers = new UuidIdentifiers();
  const addresses = new PermittedAddresses(TEST_NETWORKS);
  const secrets = new BoxedWebhookSecrets(new SecretBox(secretsKey));
  const sender = new HttpWebhookSender(addresses, secrets);
  const middling = (): number => 0.5;
  const dispatch = new MessageDispatch(dataSource, [
    new AnnounceToWebhooks(unitOfWork, identifiers),
    new SendWebhook(unitOfWork, sender, middling),
    new RetryWebhook(unitOfWork, sender, middling),
  ]);
  const keep = new KeepWebhooks(unitOfWork, identifiers, new LifecycleLetters(), addresses, secrets);

  const due = (): Promise<{ id: string }[]> =>
    rows(
      dataSource,
      `SELECT id FROM outbox_messages WHERE done_at IS NULL AND given_up_at IS NULL AND send_after <= clock_timestamp() ORDER BY created_at, id`,
    );

  return {
    secretsKey,
    keep,
    dispatch,
    register: (actor: Actor, url: string, scope: WebhookScope = KENYA, events: readonly string[] = []) =>
      keep.register(actor, { scope, url, events, description: 'a test' }),
    /** Says that something happened on a case, as an act does. */
    tell: (caseId: string, ...events: readonly string[]): Promise<void> =>
      unitOfWork.run(async ({ outbox }) => {
        for (const template of events) outbox.append('case.notify', { caseId, sequence: 1, template, to: [] }, caseId);
      }),
    /** Carries whatever is due until nothing is, and gives up what says so. */
    async carry(): Promise<void> {
      for (let messages = await due(); messages.length > 0; messages = await due()) {
        for (const { id } of messages) {
          try {
            await dispatch.dispatch(id);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            await dispatch.giveUp(id, error.code);
          }
        }
      }
    },
    /** The pause before the next attempts is over. */
    async pausesPass(): Promise<void> {
      await dataSource.query(`UPDATE outbox_messages SET send_after = now() WHERE done_at IS NULL`);
      await dataSource.query(`UPDATE webhook_deliveries SET next_attempt_at = now() WHERE status = 'waiting'`);
    },
    deliveries: (): Promise<
      { id: string; event: string; status: string; attempts: number; cause: string | null; pause: number }[]
    > =>
      rows(
        dataSource,
        `SELECT id, event, status, attempts, last_cause AS cause, extract(epoch FROM next_attempt_at - now())::int AS pause
           FROM webhook_deliveries ORDER BY id`,
      ),
  };
}
