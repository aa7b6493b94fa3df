import type { WebhookDisabledCause, WebhookScope } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

/** A receiver as an operator sees it: no path of its address, which may hold a key of the receiver's, and no case. */
export interface RegisteredWebhook extends WebhookScope {
  readonly id: string;
  readonly host: string;
  readonly waiting: number;
  readonly failed: number;
  readonly failingSince: Date | null;
  readonly disabledCause: WebhookDisabledCause | null;
}

/** How webhooks are doing, for the figures an operator watches. */
export interface WebhookFigures {
  readonly waiting: number;
  readonly failed: number;
  readonly failingReceivers: number;
  readonly disabledReceivers: number;
}

export class WebhookRegister {
  constructor(private readonly dataSource: DataSource) {}

  async list(): Promise<readonly RegisteredWebhook[]> {
    const found = await rows<Omit<RegisteredWebhook, 'host'> & { url: string }>(
      this.dataSource,
      `SELECT s.id, s.state_code AS "stateCode", s.office_code AS "officeCode", s.url, s.failing_since AS "failingSince",
              s.disabled_cause AS "disabledCause",
              count(d.id) FILTER (WHERE d.status = 'waiting')::int AS waiting, count(d.id) FILTER (WHERE d.status = 'failed')::int AS failed
         FROM webhook_subscriptions s LEFT JOIN webhook_deliveries d ON d.subscription_id = s.id AND d.status IN ('waiting','failed')
        GROUP BY s.id ORDER BY s.id`,
    );
    return found.map(({ url, ...webhook }) => ({ ...webhook, host: new URL(url).host }));
  }

  async figures(): Promise<WebhookFigures> {
    const [figures] = await rows<WebhookFigures>(
      this.dataSource,
      `SELECT d.waiting, d.failed, s.failing AS "failingReceivers", s.disabled AS "disabledReceivers"
         FROM (SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting, count(*) FILTER (WHERE status = 'failed')::int AS failed
                 FROM webhook_deliveries WHERE status IN ('waiting','failed')) d,
              (SELECT count(*) FILTER (WHERE failing_since IS NOT NULL AND disabled_at IS NULL)::int AS failing,
                      count(*) FILTER (WHERE disabled_at IS NOT NULL)::int AS disabled FROM webhook_subscriptions) s`,
    );
    if (!figures) throw new Error('The database gave no figures');
    return figures;
  }
}
