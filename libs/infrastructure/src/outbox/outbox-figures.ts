import type { DataSource } from 'typeorm';
import { rowsForSystem } from '../access/asking.js';

/** How far behind the messages and deadlines are. Read by the figures an operator watches. */
export interface OutboxFigures {
  readonly waiting: number;
  /** Age of the oldest message that is due and not yet handed to the queue. */
  readonly oldestWaitingSeconds: number;
  readonly inFlight: number;
  readonly givenUp: number;
  readonly overdueClocks: number;
  readonly failingClocks: number;
}

/** Of all messages and deadlines, whoever asks: they are figures, and nobody but the system may read the rows. */
export async function outboxFigures(dataSource: DataSource): Promise<OutboxFigures> {
  const [figures] = await rowsForSystem<OutboxFigures>(
    dataSource,
    `SELECT w.waiting, w.oldest AS "oldestWaitingSeconds", f.in_flight AS "inFlight", g.given_up AS "givenUp",
            c.overdue AS "overdueClocks", c.failing AS "failingClocks"
       FROM (SELECT count(*)::int AS waiting,
                    coalesce(extract(epoch FROM clock_timestamp() - min(send_after) FILTER (WHERE send_after <= clock_timestamp())), 0)::float8 AS oldest
               FROM outbox_messages WHERE sent_at IS NULL AND done_at IS NULL AND given_up_at IS NULL) w,
            (SELECT count(*)::int AS in_flight FROM outbox_messages WHERE sent_at IS NOT NULL AND done_at IS NULL AND given_up_at IS NULL) f,
            (SELECT count(*)::int AS given_up FROM outbox_messages WHERE given_up_at IS NOT NULL AND discarded_at IS NULL) g,
            (SELECT count(*)::int AS overdue, count(*) FILTER (WHERE fire_failures > 0)::int AS failing
               FROM clocks WHERE next_fire_at <= clock_timestamp()) c`,
  );
  if (!figures) throw new Error('The database gave no figures');
  return figures;
}
