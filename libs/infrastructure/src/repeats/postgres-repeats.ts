import { type Repeatable, RepeatDiffers, RepeatInProgress, type Repeats } from '#libs/domain';
import type { JsonValue } from '#libs/workflow';
import { rows } from '../database/sql.js';
import type { TransactionSql } from '../database/transaction-sql.js';
import type { TransactionTime } from '../database/transaction-time.js';

interface Remembered {
  readonly isMine: boolean;
  readonly now: Date;
  readonly fingerprint: Buffer | null;
  readonly answer: JsonValue;
}

/**
 * Keeps answers beside the change they belong to: both are committed, or neither. An advisory lock, let go with the
 * transaction, tells a second call that the first is still running, without making it wait.
 */
export class PostgresRepeats implements Repeats {
  constructor(
    private readonly sql: TransactionSql,
    private readonly time: TransactionTime,
  ) {}

  async once<Answer extends JsonValue>(repeatable: Repeatable | null, act: () => Promise<Answer>): Promise<Answer> {
    if (!repeatable) return act();
    const { personId, key, fingerprint } = repeatable;

    const [known] = await rows<Remembered>(
      this.sql,
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 0)) AS "isMine", now()::timestamptz(3) AS now,
              k.fingerprint, k.answer
         FROM (VALUES (1)) AS this_call LEFT JOIN idempotency_keys k
           ON k.person_id = $1::uuid AND k.key = $2 AND k.created_at > now() - interval '24 hours'`,
      [personId, key],
    );
    if (!known?.isMine) throw new RepeatInProgress();
    this.time.learn(known.now);
    if (known.fingerprint) {
      if (!known.fingerprint.equals(fingerprint)) throw new RepeatDiffers();
      return known.answer as Answer;
    }

    const answer = await act();
    await this.sql.write({
      table: 'idempotency_keys',
      text: `INSERT INTO idempotency_keys (person_id, key, fingerprint, answer) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id, key) DO UPDATE SET fingerprint = $3, answer = $4, created_at = now()
        WHERE idempotency_keys.created_at <= now() - interval '24 hours'`,
      parameters: [personId, key, fingerprint, JSON.stringify(answer)],
      check: (affected) => {
        // The first call ended between our look for its answer and our lock: nothing of this one may stay.
        if (affected === 0) throw new RepeatInProgress();
      },
    });
    return answer;
  }
}
