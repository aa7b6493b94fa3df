import type { OutboxTopic } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import type { JobQueue, JobToAdd } from '../queue/job-queue.js';
import { groupBy } from './group-by.js';
import { jobIdOf, KNOWN_TOPICS, TOPICS } from './topics.js';

/** How long a message may be with the queue before somebody looks whether it is still there. */
const CHECK_AFTER_SECONDS = 30;

interface WaitingMessage {
  readonly id: string;
  readonly topic: OutboxTopic;
  readonly try: number;
}

/** Carries committed messages to the queue. Any number of relays may run at once. */
export class Relay {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    readonly batchSize = 200,
  ) {}

  /**
   * Carries one batch and says how many messages it held. What this build has no topic for waits for one that has, and
   * holds up nothing. Killed between handing over and marking, it
   * hands over again under the same job ids, which the queue ignores.
   * @throws QueueAway, and nothing is marked: the rows wait.
   */
  async carryBatch(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const waiting = await rows<WaitingMessage>(
        manager,
        `SELECT id, topic, try FROM outbox_messages
          WHERE sent_at IS NULL AND done_at IS NULL AND given_up_at IS NULL AND send_after <= clock_timestamp()
            AND topic = ANY($2::text[])
          ORDER BY send_after, id
          LIMIT $1
            FOR UPDATE SKIP LOCKED`,
        [this.batchSize, KNOWN_TOPICS],
      );
      if (waiting.length === 0) return 0;

      const byQueue = groupBy(waiting, ({ topic }) => TOPICS[topic].queue);
      await Promise.all([...byQueue].map(([queue, messages]) => this.queue.add(queue, messages.map(toJob))));

      await manager.query(
        `UPDATE outbox_messages
            SET sent_at = clock_timestamp(), check_after = clock_timestamp() + make_interval(secs => $2)
          WHERE id = ANY($1)`,
        [waiting.map(({ id }) => id), CHECK_AFTER_SECONDS],
      );
      return waiting.length;
    });
  }
}

function toJob(message: WaitingMessage): JobToAdd {
  return { name: message.topic, id: jobIdOf(message.id, message.try), data: { messageId: message.id } };
}
