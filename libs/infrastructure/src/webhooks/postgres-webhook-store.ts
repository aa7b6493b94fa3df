import {
  type DeliveryToSend,
  mayKeepWebhooks,
  type TakenWebhook,
  WEBHOOK_TEST,
  type WebhookAttempt,
  type WebhookDisabledCause,
  type WebhookNews,
  type WebhookScope,
  type WebhookStore,
  type WebhookSubscription,
} from '#libs/domain';
import { visibleTo } from '../access/visible-to.js';
import { rows, type Sql } from '../database/sql.js';
import { Readers } from '../notifications/readers.js';
import { CASE_IN_SCOPE } from './webhook-scopes.js';

/** Longer than one attempt may take, so that a live worker never loses its lease. */
const LEASE_SECONDS = 60;

/** Deliveries at a time to one receiver: a slow one takes no more of the workers than that. */
const AT_A_TIME = 2;

/** A receiver that has failed for so long, and to the end of a delivery's patience, is switched off. */
const FAILING_DAYS = 5;

interface LockedDelivery extends WebhookScope {
  readonly status: string;
  readonly leased: boolean;
  readonly due: boolean;
  readonly off: boolean;
  readonly subscriptionId: string;
  readonly responsibleId: string;
  readonly url: string;
  readonly secret: Buffer;
  readonly previousSecret: Buffer | null;
  readonly event: string;
  readonly occurredAt: Date;
  readonly caseId: string | null;
  readonly sequence: number | null;
  readonly attempts: number;
}

export class PostgresWebhookStore implements WebhookStore {
  private readonly readers: Readers;

  constructor(private readonly sql: Sql) {
    this.readers = new Readers(sql);
  }

  async add(subscription: Parameters<WebhookStore['add']>[0]): Promise<void> {
    const { id, scope, url, events, description, responsibleId, keptSecret } = subscription;
    await this.sql.query(
      `INSERT INTO webhook_subscriptions (id, state_code, office_code, url, events, description, responsible_id, secret)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, scope.stateCode, scope.officeCode, url, events, description, responsibleId, Buffer.from(keptSecret)],
    );
  }

  async lock(subscriptionId: string): Promise<WebhookSubscription | undefined> {
    const [found] = await rows<WebhookSubscription>(
      this.sql,
      `SELECT id, version, jsonb_build_object('stateCode', state_code, 'officeCode', office_code) AS scope, url, events, description,
              responsible_id AS "responsibleId", disabled_at IS NULL AS "isEnabled", disabled_cause AS "disabledCause"
         FROM webhook_subscriptions WHERE id = $1 FOR UPDATE`,
      [subscriptionId],
    );
    return found;
  }

  async change(subscription: WebhookSubscription): Promise<void> {
    const { id, version, url, events, description, responsibleId, isEnabled, disabledCause } = subscription;
    await this.sql.query(
      `UPDATE webhook_subscriptions
          SET version = $2, url = $3, events = $4, description = $5, responsible_id = $6, disabled_cause = $7,
              disabled_at = CASE WHEN $8 THEN NULL ELSE coalesce(disabled_at, now()) END,
              failing_since = CASE WHEN $8 AND disabled_at IS NOT NULL THEN NULL ELSE failing_since END
        WHERE id = $1`,
      [id, version, url, events, description, responsibleId, disabledCause, isEnabled],
    );
    if (!isEnabled) await this.withdrawWaiting(id);
  }

  async replaceSecret(subscriptionId: string, keptSecret: Uint8Array, overlapHours: number): Promise<Date> {
    const [replaced] = await rows<{ until: Date }>(
      this.sql,
      `WITH replaced AS (
         UPDATE webhook_subscriptions
            SET previous_secret = secret, previous_until = now() + make_interval(hours => $3), secret = $2, version = version + 1
          WHERE id = $1 RETURNING previous_until
       ) SELECT previous_until AS until FROM replaced`,
      [subscriptionId, Buffer.from(keptSecret), overlapHours],
    );
    if (!replaced) throw new Error('The webhook went away under its lock');
    return replaced.until;
  }

  async remove(subscriptionId: string): Promise<void> {
    await this.sql.query('DELETE FROM webhook_subscriptions WHERE id = $1', [subscriptionId]);
  }

  async announce(news: WebhookNews, newId: () => string): Promise<readonly DeliveryToSend[]> {
    const wanting = await rows<WebhookScope & { id: string; responsibleId: string; isFailing: boolean }>(
      this.sql,
      `SELECT s.id, s.responsible_id AS "responsibleId", s.state_code AS "stateCode", s.office_code AS "officeCode",
              s.failing_since IS NOT NULL AS "isFailing"
         FROM webhook_subscriptions s JOIN cases c ON c.id = $1
        WHERE s.disabled_at IS NULL AND (s.events = '{}' OR $2 = ANY(s.events)) AND ${CASE_IN_SCOPE}
        ORDER BY s.id`,
      [news.caseId, news.event],
    );
    const deliveries: DeliveryToSend[] = [];
    for (const subscription of wanting) {
      if (!(await this.mayBeTold(subscription, news.caseId))) continue;
      const added = await rows<{ id: string }>(
        this.sql,
        `WITH added AS (
           INSERT INTO webhook_deliveries (id, subscription_id, case_id, sequence, event, occurred_at)
           SELECT $1, $2, $3, $4, $5, coalesce((SELECT occurred_at FROM case_events WHERE case_id = $3 AND sequence = $4), now())
           ON CONFLICT ON CONSTRAINT webhook_deliveries_once DO NOTHING RETURNING id
         ) SELECT id FROM added`,
        [newId(), subscription.id, news.caseId, news.sequence, news.event],
      );
      for (const { id } of added) deliveries.push({ deliveryId: id, isFailing: subscription.isFailing });
    }
    return deliveries;
  }

  async addTest(subscriptionId: string, deliveryId: string): Promise<DeliveryToSend> {
    await this.sql.query(
      'INSERT INTO webhook_deliveries (id, subscription_id, event, occurred_at) VALUES ($1, $2, $3, now())',
      [deliveryId, subscriptionId, WEBHOOK_TEST],
    );
    return { deliveryId, isFailing: false };
  }

  async reopen(subscriptionId: string, deliveryId: string): Promise<DeliveryToSend | undefined> {
    const reopened = await rows(
      this.sql,
      `WITH reopened AS (
         UPDATE webhook_deliveries SET status = 'waiting', settled_at = NULL, first_attempt = attempts, next_attempt_at = now()
          WHERE id = $2 AND subscription_id = $1 AND status <> 'waiting' RETURNING 1
       ) SELECT * FROM reopened`,
      [subscriptionId, deliveryId],
    );
    return reopened.length > 0 ? { deliveryId, isFailing: false } : undefined;
  }

  async take(deliveryId: string): Promise<TakenWebhook> {
    const [found] = await rows<LockedDelivery>(
      this.sql,
      `SELECT d.status, coalesce(d.leased_until > clock_timestamp(), false) AS leased, d.next_attempt_at <= clock_timestamp() AS due,
              s.disabled_at IS NOT NULL AS off, s.id AS "subscriptionId", s.responsible_id AS "responsibleId", s.url, s.secret,
              CASE WHEN s.previous_until > clock_timestamp() THEN s.previous_secret END AS "previousSecret",
              s.state_code AS "stateCode", s.office_code AS "officeCode", d.event, d.occurred_at AS "occurredAt",
              d.case_id AS "caseId", d.sequence, d.attempts - d.first_attempt AS attempts
         FROM webhook_deliveries d JOIN webhook_subscriptions s ON s.id = d.subscription_id
        WHERE d.id = $1 FOR UPDATE OF d`,
      [deliveryId],
    );
    if (!found || found.status !== 'waiting' || !found.due) return { outcome: 'nothing-to-send' };
    if (found.leased) return { outcome: 'being-sent' };
    if (found.off || !(await this.mayBeTold(found, found.caseId))) {
      await this.withdraw('id', deliveryId, found.off ? 'webhook.disabled' : 'access.lost');
      return { outcome: 'nothing-to-send' };
    }
    if (await this.hasHandsFull(found.subscriptionId)) return { outcome: 'receiver-busy' };
    await this.sql.query(
      'UPDATE webhook_deliveries SET leased_until = clock_timestamp() + make_interval(secs => $2) WHERE id = $1',
      [deliveryId, LEASE_SECONDS],
    );
    const { subscriptionId, url, event, occurredAt, caseId, sequence, attempts } = found;
    return {
      outcome: 'taken',
      delivery: {
        ...{ deliveryId, subscriptionId, url, event, occurredAt, attempts },
        keptSecrets: [found.secret, found.previousSecret].filter((secret) => secret !== null),
        about: caseId !== null && sequence !== null ? { caseId, sequence } : null,
      },
    };
  }

  async release(deliveryId: string): Promise<void> {
    await this.sql.query(`UPDATE webhook_deliveries SET leased_until = NULL WHERE id = $1 AND status = 'waiting'`, [
      deliveryId,
    ]);
  }

  async markDelivered(deliveryId: string, attempt: WebhookAttempt): Promise<void> {
    await this.note(deliveryId, attempt, 'delivered', null);
    await this.sql.query(
      `UPDATE webhook_subscriptions s SET failing_since = NULL
         FROM webhook_deliveries d WHERE d.id = $1 AND s.id = d.subscription_id AND s.failing_since IS NOT NULL`,
      [deliveryId],
    );
  }

  async markRefused(deliveryId: string, attempt: WebhookAttempt, pauseSeconds: number | null): Promise<void> {
    await this.note(deliveryId, attempt, pauseSeconds === null ? 'failed' : 'waiting', pauseSeconds);
    const [subscription] = await rows<{ id: string; isHopeless: boolean }>(
      this.sql,
      `WITH failing AS (
         UPDATE webhook_subscriptions s SET failing_since = coalesce(s.failing_since, now())
           FROM webhook_deliveries d WHERE d.id = $1 AND s.id = d.subscription_id
         RETURNING s.id, s.failing_since
       ) SELECT id, failing_since < now() - make_interval(days => $2) AS "isHopeless" FROM failing`,
      [deliveryId, FAILING_DAYS],
    );
    if (subscription?.isHopeless && pauseSeconds === null) await this.disable(subscription.id, 'failing');
  }

  async disable(subscriptionId: string, cause: WebhookDisabledCause): Promise<void> {
    await this.sql.query(
      `UPDATE webhook_subscriptions SET disabled_at = now(), disabled_cause = $2, version = version + 1
        WHERE id = $1 AND disabled_at IS NULL`,
      [subscriptionId, cause],
    );
    await this.withdrawWaiting(subscriptionId);
  }

  /** Whether the person who answers for a receiver still may, and sees the case at this moment. */
  private async mayBeTold(
    { responsibleId, stateCode, officeCode }: WebhookScope & { readonly responsibleId: string },
    caseId: string | null,
  ): Promise<boolean> {
    const responsible = await this.readers.actor(responsibleId);
    if (!responsible || !mayKeepWebhooks(responsible, { stateCode, officeCode })) return false;
    if (caseId === null) return true;
    const { condition, parameters } = visibleTo(responsible, 'c', 4);
    const seen = await rows(
      this.sql,
      `SELECT 1 FROM cases c CROSS JOIN (SELECT $2::text AS state_code, $3::text AS office_code) s
        WHERE c.id = $1 AND ${CASE_IN_SCOPE} AND ${condition}`,
      [caseId, stateCode, officeCode, ...parameters],
    );
    return seen.length > 0;
  }

  private async hasHandsFull(subscriptionId: string): Promise<boolean> {
    const [answer] = await rows<{ count: number }>(
      this.sql,
      'SELECT count(*)::int AS count FROM webhook_deliveries WHERE subscription_id = $1 AND leased_until > clock_timestamp()',
      [subscriptionId],
    );
    return (answer?.count ?? 0) >= AT_A_TIME;
  }

  private async note(
    deliveryId: string,
    { httpStatus, cause, durationMs }: WebhookAttempt,
    status: string,
    pauseSeconds: number | null,
  ): Promise<void> {
    await this.sql.query(
      `WITH noted AS (
         UPDATE webhook_deliveries
            SET status = $2, attempts = attempts + 1, leased_until = NULL, last_status = $3, last_cause = $4,
                settled_at = CASE WHEN $2 = 'waiting' THEN NULL ELSE now() END,
                next_attempt_at = now() + make_interval(secs => $6)
          WHERE id = $1 RETURNING attempts
       ) INSERT INTO webhook_attempts (delivery_id, attempt, http_status, cause, duration_ms) SELECT $1, attempts, $3, $4, $5 FROM noted`,
      [deliveryId, status, httpStatus, cause, durationMs, pauseSeconds ?? 0],
    );
  }

  private withdrawWaiting(subscriptionId: string): Promise<void> {
    return this.withdraw('subscription_id', subscriptionId, 'webhook.disabled');
  }

  private async withdraw(column: 'id' | 'subscription_id', value: string, cause: string): Promise<void> {
    await this.sql.query(
      `UPDATE webhook_deliveries SET status = 'withdrawn', last_cause = $2, settled_at = now(), leased_until = NULL
        WHERE ${column} = $1 AND status = 'waiting'`,
      [value, cause],
    );
  }
}
