import type { Outbox, OutboxTopic, OutboxTopics } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { TransactionSql } from '../database/transaction-sql.js';

/** Collects the messages of a use case and writes them all at once before the commit. */
export class PostgresOutbox implements Outbox {
  private readonly pending: {
    id: string;
    topic: string;
    payload: string;
    caseId: string | null;
    delaySeconds: number;
  }[] = [];

  constructor(private readonly sql: TransactionSql) {}

  append<Topic extends OutboxTopic>(
    topic: Topic,
    payload: OutboxTopics[Topic],
    caseId?: string,
    delaySeconds = 0,
  ): void {
    this.pending.push({ id: uuidv7(), topic, payload: JSON.stringify(payload), caseId: caseId ?? null, delaySeconds });
  }

  /** Says whether there was anything to write. */
  async flush(): Promise<boolean> {
    if (this.pending.length === 0) return false;
    await this.sql.write({
      table: 'outbox_messages',
      text: `INSERT INTO outbox_messages (id, topic, payload, case_id, send_after)
       SELECT id, topic, payload, case_id, now() + make_interval(secs => delay)
         FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::uuid[], $5::float8[]) AS left_behind (id, topic, payload, case_id, delay)`,
      parameters: [
        this.pending.map((message) => message.id),
        this.pending.map((message) => message.topic),
        this.pending.map((message) => message.payload),
        this.pending.map((message) => message.caseId),
        this.pending.map((message) => message.delaySeconds),
      ],
    });
    this.pending.length = 0;
    return true;
  }
}
