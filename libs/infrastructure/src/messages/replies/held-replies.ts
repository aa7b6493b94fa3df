import { type Actor, isIntakeDesk } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rowsForSystem } from '../../access/asking.js';
import { visibleTo } from '../../access/visible-to.js';

/** A mail of somebody the system does not know, as whoever decides about it reads it. */
export interface HeldReplyRow {
  readonly id: string;
  readonly sender: string;
  readonly reason: string;
  readonly text: string;
  /** The case of the letter it answers; null where it answers none. */
  readonly aboutCaseId: string | null;
  readonly files: number;
  readonly receivedAt: Date;
}

/** The queue of unknown senders: what names no case for the desk that registers, the rest for whoever sees the case. */
export class HeldReplies {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, before one of them. */
  list(actor: Actor, before: string | null, limit: number): Promise<readonly HeldReplyRow[]> {
    const visible = visibleTo(actor, 'c', 4);
    // On no case yet, so behind no wall: the statement itself says for whom each row is.
    return rowsForSystem<HeldReplyRow>(
      this.dataSource,
      `SELECT r.id, r.sender, r.reason, r.whole_text AS text, r.about_case_id AS "aboutCaseId", r.received_at AS "receivedAt",
              (SELECT count(*)::int FROM quarantined_files f WHERE f.reply_id = r.id) AS files
         FROM inbound_replies r LEFT JOIN cases c ON c.id = r.about_case_id
        WHERE r.outcome = 'held' AND ($1::uuid IS NULL OR r.id < $1)
          AND CASE WHEN r.about_case_id IS NULL THEN $3::boolean ELSE ${visible.condition} END
        ORDER BY r.id DESC LIMIT $2`,
      [before, limit, isIntakeDesk(actor), ...visible.parameters],
    );
  }
}
