import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '../database/sql.js';

/** A message that waits for an operator. Identifiers and codes only, so that it can be shown to anybody who operates. */
export interface GivenUpMessage {
  readonly id: string;
  readonly topic: string;
  readonly caseId: string | null;
  readonly createdAt: Date;
  readonly givenUpAt: Date;
  readonly tries: number;
  readonly cause: string;
}

export interface GivenUpFilter {
  readonly topic?: string;
  readonly cause?: string;
  readonly ids?: readonly string[];
}

/** Filter values in the order of the placeholders; null stands for "any". */
const SELECTED = `m.given_up_at IS NOT NULL AND m.discarded_at IS NULL AND m.done_at IS NULL
  AND ($1::text IS NULL OR m.topic = $1) AND ($2::text IS NULL OR m.last_error = $2) AND ($3::uuid[] IS NULL OR m.id = ANY($3))`;

const parametersOf = ({ topic, cause, ids }: GivenUpFilter): unknown[] => [topic ?? null, cause ?? null, ids ?? null];

/** The operator's desk for messages that were given up. */
export class GivenUpMessages {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. `after` is the last one of the page before. */
  list(
    filter: GivenUpFilter,
    limit: number,
    after?: { readonly givenUpAt: Date; readonly id: string },
  ): Promise<readonly GivenUpMessage[]> {
    return rows<GivenUpMessage>(
      this.dataSource,
      `SELECT m.id, m.topic, m.case_id AS "caseId", m.created_at AS "createdAt", m.given_up_at AS "givenUpAt",
              m.try - m.first_try + 1 AS tries, coalesce(m.last_error, 'unknown') AS cause
         FROM outbox_messages m
        WHERE ${SELECTED} AND ($5::timestamptz IS NULL OR (m.given_up_at, m.id) < ($5, $6::uuid))
        ORDER BY m.given_up_at DESC, m.id DESC
        LIMIT $4`,
      [...parametersOf(filter), limit, after?.givenUpAt ?? null, after?.id ?? null],
    );
  }

  /** Sends them on their way again, with the patience of a new message. Says how many. */
  retry(filter: GivenUpFilter): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      // A refused mail has settled its notification; it must be open again for the mail to leave.
      await manager.query(
        `UPDATE notifications n SET status = 'waiting', cause = NULL, settled_at = NULL
           FROM outbox_messages m
          WHERE ${SELECTED} AND n.channel = 'mail' AND n.status = 'failed'
            AND n.bundle_id = CASE m.topic WHEN 'mail.send' THEN (m.payload->>'notificationId')::uuid
                                           WHEN 'mail.digest' THEN (m.payload->>'digestId')::uuid END`,
        parametersOf(filter),
      );
      await manager.query(
        `UPDATE webhook_deliveries d
            SET status = 'waiting', settled_at = NULL, first_attempt = d.attempts, next_attempt_at = now()
           FROM outbox_messages m
          WHERE ${SELECTED} AND m.topic IN ('webhook.send', 'webhook.retry')
            AND d.id = (m.payload->>'deliveryId')::uuid AND d.status = 'failed'`,
        parametersOf(filter),
      );
      return changed(
        manager,
        `UPDATE outbox_messages m
            SET given_up_at = NULL, sent_at = NULL, send_after = clock_timestamp(), try = m.try + 1, first_try = m.try + 1, last_error = NULL
          WHERE ${SELECTED}`,
        parametersOf(filter),
      );
    });
  }

  /** Decides that nothing more is to be done about them. They are kept for a while, with the reason. */
  discard(filter: GivenUpFilter, reason: string): Promise<number> {
    return changed(
      this.dataSource.manager,
      `UPDATE outbox_messages m SET discarded_at = clock_timestamp(), discard_reason = $4 WHERE ${SELECTED}`,
      [...parametersOf(filter), reason],
    );
  }
}

async function changed(manager: EntityManager, update: string, parameters: readonly unknown[]): Promise<number> {
  const [answer] = await rows<{ count: number }>(
    manager,
    `WITH changed AS (${update} RETURNING 1) SELECT count(*)::int AS count FROM changed`,
    parameters,
  );
  return answer?.count ?? 0;
}
