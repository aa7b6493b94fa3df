import type { ClockStore } from '#libs/domain';
import { type ClockRecord, nextFiring } from '#libs/workflow';
import { v7 as uuidv7 } from 'uuid';
import { rows } from '../database/sql.js';
import type { TransactionSql } from '../database/transaction-sql.js';

export class PostgresClockStore implements ClockStore {
  constructor(private readonly sql: TransactionSql) {}

  async find(clockId: string): Promise<{ caseId: string; target: string; ordinal: number } | undefined> {
    const [found] = await rows<{ caseId: string; target: string; ordinal: number }>(
      this.sql,
      'SELECT case_id AS "caseId", target, ordinal FROM clocks WHERE id = $1',
      [clockId],
    );
    return found;
  }

  async of(caseId: string): Promise<readonly ClockRecord[]> {
    return (await this.ofAll([caseId])).get(caseId) ?? [];
  }

  async ofAll(caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly ClockRecord[]>> {
    const found = await rows<{ caseId: string; detail: ClockRecord }>(
      this.sql,
      `SELECT case_id AS "caseId", detail FROM clocks WHERE case_id = ANY ($1::uuid[]) ORDER BY case_id, opened_at, target, ordinal`,
      [caseIds],
    );
    const byCase = new Map<string, ClockRecord[]>();
    for (const { caseId, detail } of found) {
      const clocks = byCase.get(caseId);
      if (clocks) clocks.push(detail);
      else byCase.set(caseId, [detail]);
    }
    return byCase;
  }

  save(caseId: string, clocks: readonly ClockRecord[]): Promise<void> {
    return this.saveAll(new Map([[caseId, clocks]]));
  }

  async saveAll(byCase: ReadonlyMap<string, readonly ClockRecord[]>): Promise<void> {
    const rowsToWrite = [...byCase].flatMap(([caseId, clocks]) => clocks.map((clock) => ({ caseId, clock })));
    if (rowsToWrite.length === 0) return;
    const clocks = rowsToWrite.map(({ clock }) => clock);
    const firings = clocks.map(nextFiring);
    await this.sql.write({
      table: 'clocks',
      text: `INSERT INTO clocks (case_id, id, target, ordinal, status, opened_at, closed_at, due_at, breached_at, next_threshold, next_fire_at, detail)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[],
                            $8::timestamptz[], $9::timestamptz[], $10::text[], $11::timestamptz[], $12::jsonb[])
       ON CONFLICT (case_id, target, ordinal) DO UPDATE SET
         status = excluded.status, closed_at = excluded.closed_at, due_at = excluded.due_at, breached_at = excluded.breached_at,
         next_threshold = excluded.next_threshold, next_fire_at = excluded.next_fire_at, detail = excluded.detail`,
      parameters: [
        rowsToWrite.map(({ caseId }) => caseId),
        clocks.map(() => uuidv7()),
        clocks.map(({ target }) => target),
        clocks.map(({ ordinal }) => ordinal),
        clocks.map(({ status }) => status),
        clocks.map(({ openedAt }) => new Date(openedAt)),
        clocks.map(({ closedAt }) => instant(closedAt)),
        clocks.map(({ dueAt }) => instant(dueAt)),
        clocks.map(({ breachedAt }) => instant(breachedAt)),
        firings.map((firing) => firing?.threshold ?? null),
        firings.map((firing) => instant(firing?.at ?? null)),
        clocks.map((clock) => JSON.stringify(clock)),
      ],
    });
  }
}

function instant(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}
