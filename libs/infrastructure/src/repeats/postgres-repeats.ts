import { type Repeatable, RepeatDiffers, RepeatInProgress, type Repeats } from '#libs/domain';
import type { JsonValue } from '#libs/workflow';
import { rows, type Sql } from '../database/sql.js';

interface Remembered {
  readonly fingerprint: Buffer;
  readonly answer: JsonValue;
}

/**
 * Keeps answers beside the change they belong to: both are committed, or neither. An advisory lock, let go with the
 * transaction, tells a second call that the first is still running, without making it wait.
 */
export class PostgresRepeats implements Repeats {
  constructor(private readonly sql: Sql) {}

  async once<Answer extends JsonValue>(repeatable: Repeatable | null, act: () => Promise<Answer>): Promise<Answer> {
    if (!repeatable) return act();
    const { personId, key, fingerprint } = repeatable;

    const [lock] = await rows<{ is_mine: boolean }>(
      this.sql,
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 0)) AS is_mine`,
      [personId, key],
    );
    if (!lock?.is_mine) throw new RepeatInProgress();
    // Only after the lock, in a statement of its own: its snapshot then shows what the lock's last holder committed.
    const [remembered] = await rows<Remembered>(
      this.sql,
      `SELECT fingerprint, answer FROM idempotency_keys
       WHERE person_id = $1 AND key = $2 AND created_at > now() - interval '24 hours'`,
      [personId, key],
    );
    if (remembered) {
      if (!remembered.fingerprint.equals(fingerprint)) throw new RepeatDiffers();
      return remembered.answer as Answer;
    }

    const answer = await act();
    await this.sql.query(
      `INSERT INTO idempotency_keys (person_id, key, fingerprint, answer) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person_id, key) DO UPDATE SET fingerprint = $3, answer = $4, created_at = now()`,
      [personId, key, fingerprint, JSON.stringify(answer)],
    );
    return answer;
  }
}
