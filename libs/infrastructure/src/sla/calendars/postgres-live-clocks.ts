import { keysOf, type LiveCase, LiveClocks, type Settler, type StoredCalendarKey } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { askingAsSystem } from '../../access/asking.js';
import { visibleTo } from '../../access/visible-to.js';
import { CASE_COLUMNS, type CaseRow, toRecord } from '../../cases/case-row.js';
import { rows } from '../../database/sql.js';
import { TransactionSql } from '../../database/transaction-sql.js';
import { PostgresClockStore } from '../postgres-clock-store.js';
import { countsOnAny, stretchesOn } from './publish-version.js';

const BATCH = 500;
const COLUMNS = CASE_COLUMNS.map((column) => `c.${column}`).join(', ');

export class PostgresLiveClocks extends LiveClocks {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override countingOn(key: StoredCalendarKey, reader: Settler): AsyncIterable<readonly LiveCase[]> {
    const keys = keysOf(key);
    return this.batches(
      reader,
      `SELECT DISTINCT case_id AS id FROM clocks WHERE ${countsOnAny(keys.length, 1)} ORDER BY case_id`,
      keys.map(stretchesOn),
    );
  }

  override inArea(area: string, reader: Settler): AsyncIterable<readonly LiveCase[]> {
    return this.batches(
      reader,
      `SELECT c.id FROM cases c WHERE c.area = $1 AND EXISTS (SELECT FROM clocks WHERE case_id = c.id AND closed_at IS NULL) ORDER BY c.id`,
      [area],
    );
  }

  private async *batches(
    reader: Settler,
    statement: string,
    parameters: readonly unknown[],
  ): AsyncIterable<readonly LiveCase[]> {
    const clocks = new PostgresClockStore(new TransactionSql(this.dataSource));
    const visible = reader === 'operator' ? { condition: 'true', parameters: [] } : visibleTo(reader, 'c', 2);
    // Whoever settles time is told how many cases it touches; which, only of those that are visible.
    const counting = await askingAsSystem(() => rows<{ id: string }>(this.dataSource, statement, parameters));
    for (let from = 0; from < counting.length; from += BATCH) {
      const ids = counting.slice(from, from + BATCH).map(({ id }) => id);
      const [found, stored] = await askingAsSystem(() =>
        Promise.all([
          rows<CaseRow & { is_visible: boolean }>(
            this.dataSource,
            `SELECT ${COLUMNS}, (${visible.condition}) AS is_visible FROM cases c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id`,
            [ids, ...visible.parameters],
          ),
          clocks.ofAll(ids),
        ]),
      );
      yield found.map((row) => ({
        record: toRecord(row),
        clocks: stored.get(row.id) ?? [],
        isVisible: row.is_visible,
      }));
    }
  }
}
