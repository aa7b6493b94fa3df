import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { UpkeepTask } from '../upkeep/upkeep-task.js';

const KEEP_DAYS = 30;
const BATCH = 5_000;

/** Forgets what was delivered, withdrawn or given up long ago, and secrets that no longer sign. */
export class WebhookRetention extends UpkeepTask {
  override readonly name = 'webhook-retention';
  override readonly everySeconds = 3_600;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async run(): Promise<void> {
    await this.dataSource.query(
      'UPDATE webhook_subscriptions SET previous_secret = NULL, previous_until = NULL WHERE previous_until < now()',
    );
    let deleted = BATCH;
    while (deleted === BATCH) {
      const [answer] = await rows<{ count: number }>(
        this.dataSource,
        `WITH gone AS (
           DELETE FROM webhook_deliveries WHERE id IN (
             SELECT id FROM webhook_deliveries WHERE settled_at < now() - make_interval(days => $1) LIMIT $2) RETURNING 1
         ) SELECT count(*)::int AS count FROM gone`,
        [KEEP_DAYS, BATCH],
      );
      deleted = answer?.count ?? 0;
    }
  }
}
