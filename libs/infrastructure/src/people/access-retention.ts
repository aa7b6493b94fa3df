import type { DataSource } from 'typeorm';
import { UpkeepTask } from '../upkeep/upkeep-task.js';

const KEEP_SESSIONS_DAYS = 30;
const BATCH = 5_000;

/**
 * Forgets sessions that ended long ago, and with them from where people worked; the audit trail keeps that there were any.
 * Which page turns were already noted in a history is of no use after the hour.
 */
export class AccessRetention extends UpkeepTask {
  override readonly name = 'access-retention';
  override readonly everySeconds = 3_600;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async run(): Promise<void> {
    let deleted = BATCH;
    while (deleted === BATCH) {
      const [, count] = await this.dataSource.query<[unknown, number]>(
        `DELETE FROM sessions WHERE token_hash IN (
           SELECT token_hash FROM sessions WHERE expires_at < now() - make_interval(days => $1) ORDER BY expires_at LIMIT $2)`,
        [KEEP_SESSIONS_DAYS, BATCH],
      );
      deleted = count;
    }
    await this.dataSource.query(`DELETE FROM account_letters WHERE settled_at < now() - make_interval(days => $1)`, [
      KEEP_SESSIONS_DAYS,
    ]);
    await this.dataSource.query(
      `DELETE FROM password_recoveries WHERE expires_at < now() - make_interval(days => $1)`,
      [KEEP_SESSIONS_DAYS],
    );
    await this.dataSource.query(`DELETE FROM case_readings WHERE noted_at < now() - interval '1 day'`);
  }
}
