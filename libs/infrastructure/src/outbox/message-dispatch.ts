import { type Message, type MessageConsumer, TransientError } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { Gathered } from './gathered.js';
import { groupBy } from './group-by.js';

export type Dispatched = 'done' | 'nothing-to-do';

/** A topic that this build does not know: a newer build is being rolled out, or a consumer is missing. */
export class NoConsumer extends TransientError {
  readonly code = 'outbox.no_consumer';

  constructor(topic: string) {
    super(`Nobody here consumes messages of ${topic}`);
  }
}

type MessageRead = Message & { readonly settled: boolean };

/** Brings a message to everybody who must act on it, and marks it done when all have. */
export class MessageDispatch {
  private readonly consumers: ReadonlyMap<string, readonly MessageConsumer[]>;
  private readonly messages = new Gathered((ids: readonly string[]) => this.read(ids));
  private readonly done = new Gathered((ids: readonly string[]) => this.markDone(ids));

  constructor(
    private readonly dataSource: DataSource,
    consumers: readonly MessageConsumer[],
  ) {
    this.consumers = groupBy(consumers, ({ topic }) => topic);
  }

  /** @throws whatever a consumer throws. */
  async dispatch(messageId: string): Promise<Dispatched> {
    const message = await this.messages.ask(messageId);
    if (!message || message.settled) return 'nothing-to-do';
    const consumers = this.consumers.get(message.topic);
    if (!consumers) throw new NoConsumer(message.topic);
    for (const consumer of consumers) await consumer.consume(message);
    await this.done.ask(messageId);
    return 'done';
  }

  /** No further try can help: the message is kept, with the cause, for an operator. */
  async giveUp(messageId: string, cause: string): Promise<void> {
    await this.dataSource.query(
      'UPDATE outbox_messages SET given_up_at = clock_timestamp(), last_error = $2 WHERE id = $1 AND done_at IS NULL AND given_up_at IS NULL',
      [messageId, cause],
    );
  }

  async noteFailure(messageId: string, cause: string): Promise<void> {
    await this.dataSource.query(
      'UPDATE outbox_messages SET last_error = $2 WHERE id = $1 AND done_at IS NULL AND given_up_at IS NULL',
      [messageId, cause],
    );
  }

  private async read(ids: readonly string[]): Promise<(id: string) => MessageRead | undefined> {
    const found = await rows<MessageRead>(
      this.dataSource,
      `SELECT id, topic, payload, (done_at IS NOT NULL OR given_up_at IS NOT NULL) AS settled FROM outbox_messages WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    const byId = new Map(found.map((message) => [message.id, message]));
    return (id) => byId.get(id);
  }

  private async markDone(ids: readonly string[]): Promise<() => void> {
    // Locked in the order of their keys, as the sweeper does: who changes several rows at once must not meet another in a ring.
    await this.dataSource.query(
      `UPDATE outbox_messages SET done_at = clock_timestamp(), last_error = NULL
        WHERE id IN (SELECT id FROM outbox_messages WHERE id = ANY($1::uuid[]) AND done_at IS NULL AND given_up_at IS NULL
                      ORDER BY id FOR NO KEY UPDATE)`,
      [ids],
    );
    return () => undefined;
  }
}
