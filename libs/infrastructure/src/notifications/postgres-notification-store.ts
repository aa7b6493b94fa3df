import type { NewNotification, NotificationStore, Recipient, TakenForSending } from '#libs/domain';
import { rows, type Sql } from '../database/sql.js';
import { Readers } from './readers.js';

/** Longer than one attempt at sending may take, so that a live worker never loses its lease. */
const LEASE_SECONDS = 180;

export class PostgresNotificationStore implements NotificationStore {
  private readonly readers: Readers;

  constructor(private readonly sql: Sql) {
    this.readers = new Readers(sql);
  }

  async recipients(caseId: string, sequence: number, roles: readonly string[]): Promise<readonly Recipient[]> {
    const [event] = await rows<{ author: string | null }>(
      this.sql,
      'SELECT actor_id AS author FROM case_events WHERE case_id = $1 AND sequence = $2',
      [caseId, sequence],
    );
    return this.readers.ofCase(caseId, roles, event?.author ?? null);
  }

  async add(notifications: readonly NewNotification[]): Promise<void> {
    if (notifications.length === 0) return;
    const [first] = notifications;
    await this.sql.query(
      `INSERT INTO notifications (id, message_id, case_id, sequence, template, audience, person_id, channel)
       SELECT id, $1, $2, $3, $4, $5::text[], person_id, channel
         FROM unnest($6::uuid[], $7::uuid[], $8::text[]) AS added (id, person_id, channel)`,
      [
        first?.messageId,
        first?.caseId,
        first?.sequence,
        first?.template,
        first?.audience,
        notifications.map(({ id }) => id),
        notifications.map(({ personId }) => personId),
        notifications.map(({ channel }) => channel),
      ],
    );
  }

  async takeForSending(notificationId: string): Promise<TakenForSending> {
    const [row] = await rows<{
      status: string;
      leased: boolean;
      personId: string;
      audience: readonly string[];
      caseId: string;
      reference: string;
      title: string | null;
      template: string;
    }>(
      this.sql,
      `SELECT n.status, coalesce(n.leased_until > clock_timestamp(), false) AS leased, n.person_id AS "personId", n.audience,
              c.id AS "caseId", c.reference, n.template,
              CASE WHEN c.sensitivity = 'unclassified' THEN c.request->>'title' END AS title
         FROM notifications n JOIN cases c ON c.id = n.case_id
        WHERE n.id = $1
          FOR UPDATE OF n`,
      [notificationId],
    );
    if (!row || row.status !== 'waiting') return { outcome: 'nothing-to-send' };
    if (row.leased) return { outcome: 'being-sent' };
    const reader = await this.readers.still(row.caseId, row.personId, row.audience);
    if (!reader) {
      await this.settle(notificationId, 'withdrawn', 'access.lost');
      return { outcome: 'nothing-to-send' };
    }
    await this.sql.query(`UPDATE notifications SET leased_until = clock_timestamp() + make_interval(secs => $2) WHERE id = $1`, [
      notificationId,
      LEASE_SECONDS,
    ]);
    const { caseId, reference, title, template } = row;
    return { outcome: 'taken', facts: { notificationId, caseId, reference, title, template, reader } };
  }

  async release(notificationId: string): Promise<void> {
    await this.sql.query(`UPDATE notifications SET leased_until = NULL WHERE id = $1 AND status = 'waiting'`, [notificationId]);
  }

  markSent(notificationId: string): Promise<void> {
    return this.settle(notificationId, 'sent', null);
  }

  markFailed(notificationId: string, cause: string): Promise<void> {
    return this.settle(notificationId, 'failed', cause);
  }

  private async settle(notificationId: string, status: string, cause: string | null): Promise<void> {
    await this.sql.query(
      `UPDATE notifications SET status = $2, cause = $3, settled_at = clock_timestamp(), leased_until = NULL WHERE id = $1 AND status = 'waiting'`,
      [notificationId, status, cause],
    );
  }
}
