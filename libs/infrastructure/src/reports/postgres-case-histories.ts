import { CaseHistories, type HistoriesWanted, type HistoryOfCase, type Settler } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import { type CaseRow, type HistoryRow, toHistoryEntry } from '../cases/case-row.js';
import { rows } from '../database/sql.js';
import { TransactionTime } from '../database/transaction-time.js';

const BATCH = 200;
/** Before any id. */
const FIRST = '00000000-0000-0000-0000-000000000000';
const COLUMNS = [
  'id',
  'reference',
  'area',
  'sensitivity',
  'workflow_id',
  'workflow_version',
  'calendar_versions',
  'policy_version',
] as const;

export class PostgresCaseHistories extends CaseHistories {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override now(): Promise<Date> {
    return new TransactionTime(this.dataSource).now();
  }

  override async *of(reader: Settler, wanted: HistoriesWanted, asOf: Date): AsyncIterable<readonly HistoryOfCase[]> {
    for (let after = wanted.afterCaseId ?? FIRST; ;) {
      const cases = await this.casesAfter(after, reader, wanted);
      const last = cases.at(-1);
      if (!last) return;
      const entries = await this.entriesOf(cases, asOf);
      yield cases.map((row) => ({ record: toReportedCase(row), history: entries.get(row.id) ?? [] }));
      after = last.id;
    }
  }

  private casesAfter(after: string, reader: Settler, { from, to, area }: HistoriesWanted): Promise<CaseSlice[]> {
    const visible = reader === 'operator' ? { condition: 'true', parameters: [] } : visibleTo(reader, 'c', 5);
    return rows<CaseSlice>(
      this.dataSource,
      `SELECT ${COLUMNS.map((column) => `c.${column}`).join(', ')} FROM cases c
        WHERE c.id > $1 AND c.submitted_at < $2 AND ($3::text IS NULL OR c.area = $3)
          AND (c.is_open
            OR EXISTS (SELECT FROM case_events e WHERE e.case_id = c.id AND e.occurred_at >= $4)
            OR EXISTS (SELECT FROM clocks WHERE case_id = c.id AND closed_at IS NULL))
          AND ${visible.condition}
        ORDER BY c.id LIMIT ${BATCH}`,
      [after, to, area ?? null, from, ...visible.parameters],
    );
  }

  /** The histories without what people wrote: no report needs it, and it is most of the volume. */
  private async entriesOf(
    cases: readonly CaseSlice[],
    asOf: Date,
  ): Promise<ReadonlyMap<string, HistoryOfCase['history']>> {
    const found = await rows<HistoryRow>(
      this.dataSource,
      `SELECT case_id, sequence, case_version, type, name, from_state, to_state, actor_id, actor_role, NULL AS reason,
              detail - 'input' AS detail, occurred_at
         FROM case_events WHERE case_id = ANY ($1::uuid[]) AND occurred_at <= $2 ORDER BY case_id, sequence`,
      [cases.map(({ id }) => id), asOf],
    );
    const byCase = new Map<string, HistoryOfCase['history'][number][]>();
    for (const row of found) {
      const entries = byCase.get(row.case_id);
      if (entries) entries.push(toHistoryEntry(row));
      else byCase.set(row.case_id, [toHistoryEntry(row)]);
    }
    return byCase;
  }
}

type CaseSlice = Pick<CaseRow, (typeof COLUMNS)[number]>;

function toReportedCase(row: CaseSlice): HistoryOfCase['record'] {
  return {
    id: row.id,
    reference: row.reference,
    area: row.area,
    sensitivity: row.sensitivity,
    workflow: { id: row.workflow_id, version: row.workflow_version },
    calendarVersions: row.calendar_versions,
    policyVersion: row.policy_version,
  };
}
