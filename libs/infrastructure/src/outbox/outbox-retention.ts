import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { UpkeepTask } from '../upkeep/upkeep-task.js';

const KEEP_DAYS = 30;
/** The ledger outlives the message: while a message exists, what was done about it is known. */
const KEEP_LEDGER_DAYS = KEEP_DAYS + 30;
const BATCH = 5_000;

/** Forgets messages that were dealt with long ago, some at a time. What was given up stays until somebody decides. */
export class OutboxRetention extends UpkeepTask {
  override readonly name = 'outbox-retention';
  override readonly everySeconds = 3_600;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async run(): Promise<void> {
    await this.forget(
      `DELETE FROM outbox_messages WHERE id IN (
         SELECT id FROM outbox_messages
          WHERE (done_at IS NOT NULL OR discarded_at IS NOT NULL) AND coalesce(done_at, discarded_at) < now() - make_interval(days => $1)
          LIMIT $2)`,
      KEEP_DAYS,
    );
    await this.forget(
      `DELETE FROM processed_messages WHERE (message_id, consumer) IN (
         SELECT message_id, consumer FROM processed_messages p
          WHERE processed_at < now() - make_interval(days => $1) AND NOT EXISTS (SELECT FROM outbox_messages m WHERE m.id = p.message_id)
          LIMIT $2)`,
      KEEP_LEDGER_DAYS,
    );
  }

  private async forget(statement: string, days: number): Promise<void> {
    let deleted = BATCH;
    while (deleted === BATCH) {
      const [answer] = await rows<{ count: string }>(
        this.dataSource,
        `WITH gone AS (${statement} RETURNING 1) SELECT count(*) FROM gone`,
        [days, BATCH],
      );
      deleted = Number(answer?.count ?? 0);
    }
  }
}
