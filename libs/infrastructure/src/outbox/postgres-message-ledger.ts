import type { MessageLedger } from '#libs/domain';
import { rows, type Sql } from '../database/sql.js';

export class PostgresMessageLedger implements MessageLedger {
  constructor(private readonly sql: Sql) {}

  async claim(messageId: string, consumer: string): Promise<boolean> {
    // A second worker waits here for the first one's commit, and then finds the row.
    const claimed = await rows(
      this.sql,
      `WITH claimed AS (
         INSERT INTO processed_messages (message_id, consumer) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1
       ) SELECT * FROM claimed`,
      [messageId, consumer],
    );
    return claimed.length === 1;
  }
}
