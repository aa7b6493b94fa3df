import { rows, type Sql } from './sql.js';

/** The time of a transaction, asked of the database at most once. */
export class TransactionTime {
  private asked: Promise<Date> | undefined;

  constructor(private readonly sql: Sql) {}

  now(): Promise<Date> {
    this.asked ??= this.ask();
    return this.asked;
  }

  /** A statement that had to be run anyway brought the time along. */
  learn(now: Date): void {
    this.asked = Promise.resolve(now);
  }

  private async ask(): Promise<Date> {
    const [row] = await rows<{ now: Date }>(this.sql, 'SELECT now()::timestamptz(3) AS now');
    if (!row) throw new Error('The database did not tell its time');
    return row.now;
  }
}
