import { rows, type Sql } from './sql.js';

/** A statement that changes rows and gives nothing back but how many. */
export interface Write {
  /** The table it changes. */
  readonly table: string;
  readonly text: string;
  readonly parameters: readonly unknown[];
  /** Told how many rows were changed. @throws to undo the transaction. */
  readonly check?: (affected: number) => void;
}

/**
 * The SQL of one transaction. Writes wait until something is read or the work ends, and then go as one statement: record,
 * history, clocks, messages and the answer to the key cost one round trip instead of five. Whoever reads sees what was
 * written before. All parts of one statement see the same rows, so a second write to a table waits for the first.
 */
export class TransactionSql implements Sql {
  private waiting: Write[] = [];

  constructor(private readonly sql: Sql) {}

  async query<Result>(text: string, parameters?: unknown[]): Promise<Result> {
    await this.flush();
    return this.sql.query<Result>(text, parameters);
  }

  async write(write: Write): Promise<void> {
    if (this.waiting.some(({ table }) => table === write.table)) await this.flush();
    this.waiting.push(write);
  }

  /** Also to be called before the commit. @throws what the checks of the writes throw. */
  async flush(): Promise<void> {
    if (this.waiting.length === 0) return;
    const writes = this.waiting;
    this.waiting = [];
    const parameters = writes.flatMap((write) => write.parameters);
    const [affected = {}] = await rows<Record<string, number>>(this.sql, together(writes), parameters);
    for (const [index, { check }] of writes.entries()) check?.(affected[`n${index}`] ?? 0);
  }
}

function together(writes: readonly Write[]): string {
  let before = 0;
  const parts = writes.map(({ text, parameters }, index) => {
    const placed = text.replaceAll(/\$(\d+)/g, (_, number) => `$${Number(number) + before}`);
    before += parameters.length;
    return `w${index} AS (${placed} RETURNING 1)`;
  });
  const counts = writes.map((_, index) => `(SELECT count(*)::int FROM w${index}) AS n${index}`);
  return `WITH ${parts.join(', ')} SELECT ${counts.join(', ')}`;
}
