import type { OutboxTopic } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import type { JobQueue } from '../queue/job-queue.js';
import { UpkeepTask } from '../upkeep/upkeep-task.js';
import { groupBy } from './group-by.js';
import { jobIdOf, KNOWN_TOPICS, pauseBeforeTrySeconds, TOPICS } from './topics.js';

const BATCH = 500;
const LOOK_AGAIN_SECONDS = 60;

interface InFlight {
  readonly id: string;
  readonly topic: OutboxTopic;
  readonly try: number;
  /** Times it was sent anew since it was written, or since an operator sent it on its way. */
  readonly anew: number;
  readonly failedBefore: boolean;
}

/**
 * Finds messages that were sent but are not done and that the queue no longer works on: flushed, lost, or out of
 * attempts. They are sent anew under another job id, or given up when that has been done often enough.
 */
export class OutboxSweep extends UpkeepTask {
  override readonly name = 'outbox-sweep';
  override readonly everySeconds = 15;

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
  ) {
    super();
  }

  /** @throws QueueAway: what is lost can only be told from what waits while the queue answers. */
  override async run(): Promise<void> {
    for (;;) {
      const inFlight = await rows<InFlight>(
        this.dataSource,
        `SELECT id, topic, try, try - first_try AS anew, last_error IS NOT NULL AS "failedBefore" FROM outbox_messages
          WHERE sent_at IS NOT NULL AND done_at IS NULL AND given_up_at IS NULL AND check_after <= clock_timestamp()
            AND topic = ANY($2::text[])
          ORDER BY check_after, id
          LIMIT $1`,
        [BATCH, KNOWN_TOPICS],
      );
      if (inFlight.length === 0) return;
      const pending = await this.pending(inFlight);
      await this.lookAgainLater(inFlight.filter(({ id }) => pending.has(id)));
      await this.sendAnew(inFlight.filter(({ id }) => !pending.has(id)));
      if (inFlight.length < BATCH) return;
    }
  }

  private async pending(inFlight: readonly InFlight[]): Promise<ReadonlySet<string>> {
    const byQueue = groupBy(inFlight, ({ topic }) => TOPICS[topic].queue);
    const found = await Promise.all(
      [...byQueue].map(async ([queue, messages]) => {
        const jobs = await this.queue.pending(
          queue,
          messages.map((message) => jobIdOf(message.id, message.try)),
        );
        return messages.filter((message) => jobs.has(jobIdOf(message.id, message.try))).map(({ id }) => id);
      }),
    );
    return new Set(found.flat());
  }

  private async lookAgainLater(messages: readonly InFlight[]): Promise<void> {
    if (messages.length === 0) return;
    await this.dataSource.query(
      `UPDATE outbox_messages SET check_after = clock_timestamp() + make_interval(secs => $2)
        WHERE id IN (${inOrder('$1')})`,
      [messages.map(({ id }) => id), LOOK_AGAIN_SECONDS],
    );
  }

  private async sendAnew(messages: readonly InFlight[]): Promise<void> {
    if (messages.length === 0) return;
    const plans = messages.map((message) => ({
      ...message,
      givenUp: message.anew + 1 >= TOPICS[message.topic].maxTries,
      // A message the queue merely lost goes again at once; one that has failed, or was lost before, waits.
      pauseSeconds: message.anew === 0 && !message.failedBefore ? 0 : pauseBeforeTrySeconds(message.anew + 1),
    }));
    await this.dataSource.query(
      `UPDATE outbox_messages AS m
          SET try = CASE WHEN plan.given_up THEN m.try ELSE m.try + 1 END,
              sent_at = CASE WHEN plan.given_up THEN m.sent_at END,
              send_after = clock_timestamp() + make_interval(secs => plan.pause),
              given_up_at = CASE WHEN plan.given_up THEN clock_timestamp() END,
              last_error = CASE WHEN plan.given_up THEN coalesce(m.last_error, 'outbox.lost_by_queue') ELSE m.last_error END
         FROM unnest($1::uuid[], $2::int[], $3::boolean[], $4::int[]) AS plan (id, try, given_up, pause)
        WHERE m.id IN (${inOrder('$1')}) AND m.id = plan.id AND m.try = plan.try AND m.sent_at IS NOT NULL AND m.done_at IS NULL AND m.given_up_at IS NULL`,
      [plans.map((p) => p.id), plans.map((p) => p.try), plans.map((p) => p.givenUp), plans.map((p) => p.pauseSeconds)],
    );
  }
}

/** Locks rows in the order of their keys, so that those who mark several done meanwhile wait, and not in a ring. */
const inOrder = (ids: string): string =>
  `SELECT id FROM outbox_messages WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
