import { CaseNotFound, type CaseRecord, type HistoryEntry } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { CASE_COLUMNS, type CaseRow, type HistoryRow, toHistoryEntry, toRecord } from './case-row.js';

/** A case for somebody who holds the keys of the database itself: by its reference, with its whole history. */
export class OperatorCaseReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws CaseNotFound */
  async read(
    reference: string,
  ): Promise<{ readonly record: CaseRecord; readonly history: readonly HistoryEntry[]; readonly now: Date }> {
    const [row] = await rows<CaseRow & { now: Date }>(
      this.dataSource,
      `SELECT ${CASE_COLUMNS.join(', ')}, now()::timestamptz(3) AS now FROM cases WHERE reference = $1`,
      [reference],
    );
    if (!row) throw new CaseNotFound();
    const history = await rows<HistoryRow>(
      this.dataSource,
      'SELECT * FROM case_events WHERE case_id = $1 AND occurred_at <= $2 ORDER BY sequence',
      [row.id, row.now],
    );
    return { record: toRecord(row), history: history.map(toHistoryEntry), now: row.now };
  }
}
