import {
  type Actor,
  type WebhookDisabledCause,
  WebhookNotFound,
  type WebhookScope,
  webhookScopesOf,
} from '#libs/domain';
import type { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import { rows } from '../database/sql.js';

export interface WebhookSummary extends WebhookScope {
  readonly id: string;
  readonly version: number;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string;
  readonly responsibleName: string;
  readonly createdAt: Date;
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledCause: WebhookDisabledCause | null;
  readonly previousSecretUntil: Date | null;
}

export interface WebhookDelivery {
  readonly id: string;
  readonly event: string;
  readonly caseId: string | null;
  readonly sequence: number | null;
  readonly status: 'waiting' | 'delivered' | 'failed' | 'withdrawn';
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastCause: string | null;
  readonly occurredAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly settledAt: Date | null;
}

export interface LoggedAttempt {
  readonly attempt: number;
  readonly attemptedAt: Date;
  readonly httpStatus: number | null;
  readonly cause: string | null;
  readonly durationMs: number;
}

const SUMMARY = `s.id, s.version, s.state_code AS "stateCode", s.office_code AS "officeCode", s.url, s.events, s.description,
  p.display_name AS "responsibleName", s.created_at AS "createdAt", s.failing_since AS "failingSince",
  s.disabled_at AS "disabledAt", s.disabled_cause AS "disabledCause",
  CASE WHEN s.previous_until > now() THEN s.previous_until END AS "previousSecretUntil"
  FROM webhook_subscriptions s JOIN people p ON p.id = s.responsible_id
  JOIN unnest($1::text[], $2::text[]) AS mine (state_code, office_code)
    ON mine.state_code IS NOT DISTINCT FROM s.state_code AND mine.office_code IS NOT DISTINCT FROM s.office_code`;

const DELIVERY = `d.id, d.event, d.case_id AS "caseId", d.sequence, d.status, d.attempts, d.last_status AS "lastStatus",
  d.last_cause AS "lastCause", d.occurred_at AS "occurredAt",
  CASE WHEN d.status = 'waiting' THEN d.next_attempt_at END AS "nextAttemptAt", d.settled_at AS "settledAt"`;

/** What the keepers of webhooks read: their receivers, and the log of deliveries as far as they may see the cases. */
export class WebhookDesk {
  constructor(private readonly dataSource: DataSource) {}

  list(actor: Actor): Promise<readonly WebhookSummary[]> {
    return rows<WebhookSummary>(this.dataSource, `SELECT ${SUMMARY} ORDER BY s.id`, scopeParameters(actor));
  }

  /** @throws WebhookNotFound */
  async read(actor: Actor, id: string): Promise<WebhookSummary> {
    const [found] = await rows<WebhookSummary>(this.dataSource, `SELECT ${SUMMARY} WHERE s.id = $3`, [
      ...scopeParameters(actor),
      id,
    ]);
    if (!found) throw new WebhookNotFound();
    return found;
  }

  /** Newest first, before a delivery. @throws WebhookNotFound */
  async deliveries(
    actor: Actor,
    id: string,
    status: string | null,
    limit: number,
    before: string | null,
  ): Promise<readonly WebhookDelivery[]> {
    await this.read(actor, id);
    const { condition, parameters } = visibleTo(actor, 'c', 5);
    return rows<WebhookDelivery>(
      this.dataSource,
      `SELECT ${DELIVERY} FROM webhook_deliveries d LEFT JOIN cases c ON c.id = d.case_id
        WHERE d.subscription_id = $1 AND ($2::uuid IS NULL OR d.id < $2) AND ($3::text IS NULL OR d.status = $3)
          AND (d.case_id IS NULL OR ${condition})
        ORDER BY d.id DESC LIMIT $4`,
      [id, before, status, limit, ...parameters],
    );
  }

  /** One delivery with every attempt at it. @throws WebhookNotFound */
  async delivery(
    actor: Actor,
    id: string,
    deliveryId: string,
  ): Promise<WebhookDelivery & { readonly log: readonly LoggedAttempt[] }> {
    await this.read(actor, id);
    const { condition, parameters } = visibleTo(actor, 'c', 3);
    const [found] = await rows<WebhookDelivery>(
      this.dataSource,
      `SELECT ${DELIVERY} FROM webhook_deliveries d LEFT JOIN cases c ON c.id = d.case_id
        WHERE d.subscription_id = $1 AND d.id = $2 AND (d.case_id IS NULL OR ${condition})`,
      [id, deliveryId, ...parameters],
    );
    if (!found) throw new WebhookNotFound();
    const log = await rows<LoggedAttempt>(
      this.dataSource,
      `SELECT attempt, attempted_at AS "attemptedAt", http_status AS "httpStatus", cause, duration_ms AS "durationMs"
         FROM webhook_attempts WHERE delivery_id = $1 ORDER BY attempt`,
      [deliveryId],
    );
    return { ...found, log };
  }
}

function scopeParameters(actor: Actor): unknown[] {
  const scopes = webhookScopesOf(actor);
  return [scopes.map(({ stateCode }) => stateCode), scopes.map(({ officeCode }) => officeCode)];
}
