import { type AttemptBudget, SignInAttempts } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { hashOf } from './secret-token.js';

export class PostgresSignInAttempts extends SignInAttempts {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async spend(budgets: readonly AttemptBudget[]): Promise<number | null> {
    // Ordered by key: two attempts on the same rows must take their locks in the same order.
    const spent = await rows<{ subject: Buffer; attempts: number; secondsLeft: number }>(
      this.dataSource,
      `INSERT INTO sign_in_attempts AS a (subject_hash, attempts, window_ends_at)
       SELECT b.subject, 1, now() + make_interval(mins => b.minutes)
         FROM unnest($1::bytea[], $2::int[]) AS b (subject, minutes) ORDER BY b.subject
       ON CONFLICT (subject_hash) DO UPDATE SET
         attempts = CASE WHEN a.window_ends_at <= now() THEN 1 ELSE a.attempts + 1 END,
         window_ends_at = CASE WHEN a.window_ends_at <= now() THEN EXCLUDED.window_ends_at ELSE a.window_ends_at END
       RETURNING subject_hash AS subject, attempts, ceil(extract(epoch FROM window_ends_at - now()))::int AS "secondsLeft"`,
      [budgets.map(keyOf), budgets.map((budget) => budget.windowMinutes)],
    );
    const waits = budgets.flatMap((budget) => {
      const row = spent.find((candidate) => candidate.subject.equals(keyOf(budget)));
      return row && row.attempts > budget.limit ? [Math.max(1, row.secondsLeft)] : [];
    });
    await this.forgetEnded();
    return waits.length > 0 ? Math.max(...waits) : null;
  }

  override async giveBack(budgets: readonly AttemptBudget[]): Promise<void> {
    const keys = (kind: AttemptBudget['kind']): Buffer[] => budgets.filter((budget) => budget.kind === kind).map(keyOf);
    await this.dataSource.query(
      `UPDATE sign_in_attempts SET attempts = CASE WHEN subject_hash = ANY($1) THEN 0 ELSE greatest(attempts - 1, 0) END
        WHERE subject_hash = ANY($1 || $2::bytea[])`,
      [keys('account'), keys('source')],
    );
  }

  /** A few old rows at every attempt, so that the table stays as large as the last quarter of an hour. */
  private async forgetEnded(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM sign_in_attempts WHERE subject_hash IN (
         SELECT subject_hash FROM sign_in_attempts WHERE window_ends_at < now() LIMIT 10 FOR UPDATE SKIP LOCKED)`,
    );
  }
}

function keyOf(budget: AttemptBudget): Buffer {
  return hashOf(`${budget.kind}:${budget.subject}`);
}
