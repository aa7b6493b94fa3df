import type { DataSource } from 'typeorm';
import { askingAsSystem } from '../../access/asking.js';
import { rows } from '../../database/sql.js';
import { forgetFilesOf } from '../attachments/postgres-attachment-store.js';
import { UpkeepTask } from '../../upkeep/upkeep-task.js';

/** A mail that was not taken. Ids and a code, so that it can be shown to whoever operates. */
export interface ReplyNotTaken {
  readonly id: string;
  readonly outcome: 'refused' | 'dropped' | 'held' | 'discarded';
  readonly reason: string;
  readonly caseId: string | null;
  readonly personId: string | null;
  readonly receivedAt: Date;
}

/** The operators' list of answers by mail that were not taken. */
export class ReplyDesk {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, before one of them. */
  notTaken(before: string | null, limit: number): Promise<readonly ReplyNotTaken[]> {
    // Administrators see no case; of these mails they see ids and reasons.
    return askingAsSystem(() =>
      rows<ReplyNotTaken>(
        this.dataSource,
        `SELECT id, outcome, reason, case_id AS "caseId", person_id AS "personId", received_at AS "receivedAt"
         FROM inbound_replies WHERE outcome <> 'taken' AND ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
        [before, limit],
      ),
    );
  }
}

/** How long a mail is kept whole beside the message that was taken from it: while somebody may still doubt the cut. */
const WHOLE_TEXT_DAYS = 90;

/** How long a mail of somebody unknown waits for a decision. */
const HELD_DAYS = 30;

/** Forgets reply addresses that are long past, what was not taken, and what was quoted in what was. */
export class ReplyRetention extends UpkeepTask {
  override readonly name = 'reply-retention';
  override readonly everySeconds = 3_600;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async run(): Promise<void> {
    // An address that has expired is known a while longer, so that its sender is told why.
    await this.dataSource.query(`DELETE FROM reply_addresses WHERE expires_at < now() - interval '90 days'`);
    const overdue = await rows<{ id: string }>(
      this.dataSource,
      `WITH overdue AS (
         UPDATE inbound_replies SET outcome = 'discarded', whole_text = NULL, sender = NULL
          WHERE outcome = 'held' AND received_at < now() - make_interval(days => $1) RETURNING id
       ) SELECT id FROM overdue`,
      [HELD_DAYS],
    );
    await forgetFilesOf(
      this.dataSource,
      overdue.map(({ id }) => id),
    );
    await this.dataSource.query(
      `DELETE FROM inbound_replies WHERE outcome <> 'taken' AND received_at < now() - interval '90 days'`,
    );
    await this.dataSource.query(
      'UPDATE inbound_replies SET whole_text = NULL WHERE whole_text IS NOT NULL AND received_at < now() - make_interval(days => $1)',
      [WHOLE_TEXT_DAYS],
    );
  }
}
