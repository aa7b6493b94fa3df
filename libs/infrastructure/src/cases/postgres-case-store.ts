import type { Actor, CaseRecord, CaseStore, HistoryEntry } from '#libs/domain';
import { type Visibility, visibleTo } from '../access/visible-to.js';
import type { TransactionTime } from '../database/transaction-time.js';
import { rows } from '../database/sql.js';
import type { TransactionSql } from '../database/transaction-sql.js';
import { CASE_COLUMNS, type CaseRow, type HistoryRow, toHistoryEntry, toRecord, toValues } from './case-row.js';

const COLUMNS = CASE_COLUMNS.map((column) => `c.${column}`).join(', ');
/** An act may take a case from the eyes of whoever performs it; what it writes after that still goes through. */
const inHand = (id: string): string =>
  `set_config('upon_request.cases_in_hand', (coalesce(nullif(current_setting('upon_request.cases_in_hand', true), ''), '{}')::uuid[] || ${id})::text, true)`;
const INSERT = `WITH begun AS MATERIALIZED (SELECT ${inHand('$1::uuid')})
  INSERT INTO cases (${CASE_COLUMNS.join(', ')}) SELECT ${CASE_COLUMNS.map((_, index) => `$${index + 1}`).join(', ')} FROM begun`;
const CHANGING = CASE_COLUMNS.filter(
  (column) => !['id', 'reference', 'created_at', 'created_by', 'requesting_state'].includes(column),
);
const UPDATE = `UPDATE cases SET ${CHANGING.map((column, index) => `${column} = $${index + 3}`).join(', ')} WHERE id = $1 AND version = $2`;
const INSERT_HISTORY = `
  INSERT INTO case_events (case_id, sequence, case_version, type, name, from_state, to_state, actor_id, actor_role, reason, detail, occurred_at)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::jsonb[], $12::timestamptz[])`;

/** How much of what happened meanwhile is told to somebody whose decision came too late. */
const HISTORY_SINCE_LIMIT = 50;

export class PostgresCaseStore implements CaseStore {
  constructor(
    private readonly sql: TransactionSql,
    private readonly time: TransactionTime,
  ) {}

  lock(caseId: string, actor: Actor): Promise<CaseRecord | null> {
    return this.lockWhere(caseId, visibleTo(actor, 'c', 2));
  }

  lockForSystem(caseId: string): Promise<CaseRecord | null> {
    return this.lockWhere(caseId, { condition: 'true', parameters: [] });
  }

  async lockAllForSystem(caseIds: readonly string[]): Promise<readonly CaseRecord[]> {
    if (caseIds.length === 0) return [];
    const found = await rows<CaseRow>(
      this.sql,
      // One order for everybody who locks several: two of them can never wait for each other.
      `SELECT ${COLUMNS} FROM cases c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id FOR UPDATE OF c`,
      [caseIds],
    );
    return found.map(toRecord);
  }

  async add(record: CaseRecord, history: readonly HistoryEntry[]): Promise<void> {
    await this.sql.write({ table: 'cases', text: INSERT, parameters: toValues(record) });
    await this.append(history);
  }

  async addOrigin(
    caseId: string,
    { register, formerReference }: { readonly register: string; readonly formerReference: string },
  ): Promise<boolean> {
    const added = await rows(
      this.sql,
      `INSERT INTO case_origins (register, former_reference, case_id) VALUES ($1, $2, $3)
       ON CONFLICT (register, former_reference) DO NOTHING RETURNING case_id`,
      [register, formerReference, caseId],
    );
    return added.length === 1;
  }

  async save(record: CaseRecord, history: readonly HistoryEntry[]): Promise<void> {
    const values = toValues(record);
    const changing = CHANGING.map((column) => values[CASE_COLUMNS.indexOf(column)]);
    // A compare-and-set beside the row lock: a record that was not read under the lock can never be written.
    await this.sql.write({
      table: 'cases',
      text: UPDATE,
      parameters: [record.id, record.version - 1, ...changing],
      check: (affected) => {
        if (affected !== 1)
          throw new Error(`Case ${record.id} was not at version ${record.version - 1} when it was saved`);
      },
    });
    await this.append(history);
  }

  async note(record: CaseRecord, history: readonly HistoryEntry[]): Promise<void> {
    await this.noteAll([{ record, history }]);
  }

  async noteAll(
    notes: readonly { readonly record: CaseRecord; readonly history: readonly HistoryEntry[] }[],
  ): Promise<void> {
    if (notes.length === 0) return;
    await this.sql.write({
      table: 'cases',
      text: `UPDATE cases SET history_length = noted.history_length, next_due_at = noted.next_due_at,
              calendar_versions = noted.calendar_versions, policy_version = noted.policy_version
         FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::jsonb[], $5::int[])
              AS noted (id, history_length, next_due_at, calendar_versions, policy_version)
        WHERE cases.id = noted.id`,
      parameters: [
        notes.map(({ record }) => record.id),
        notes.map(({ record }) => record.historyLength),
        notes.map(({ record }) => record.nextDueAt),
        notes.map(({ record }) => JSON.stringify(record.calendarVersions)),
        notes.map(({ record }) => record.policyVersion),
      ],
    });
    await this.append(notes.flatMap(({ history }) => history));
  }

  async historySince(caseId: string, version: number): Promise<readonly HistoryEntry[]> {
    const found = await rows<HistoryRow>(
      this.sql,
      `SELECT * FROM case_events WHERE case_id = $1 AND case_version > $2 ORDER BY sequence LIMIT ${HISTORY_SINCE_LIMIT}`,
      [caseId, version],
    );
    return found.map(toHistoryEntry);
  }

  private async lockWhere(caseId: string, visible: Visibility): Promise<CaseRecord | null> {
    const [row] = await rows<CaseRow & { now: Date }>(
      this.sql,
      `SELECT ${COLUMNS}, now()::timestamptz(3) AS now, ${inHand('c.id')} AS in_hand
         FROM cases c WHERE c.id = $1 AND ${visible.condition} FOR UPDATE OF c`,
      [caseId, ...visible.parameters],
    );
    if (!row) return null;
    this.time.learn(row.now);
    return toRecord(row);
  }

  private async append(history: readonly HistoryEntry[]): Promise<void> {
    if (history.length === 0) return;
    const parameters = [
      history.map((entry) => entry.caseId),
      history.map((entry) => entry.sequence),
      history.map((entry) => entry.caseVersion),
      history.map((entry) => entry.type),
      history.map((entry) => entry.name),
      history.map((entry) => entry.fromState),
      history.map((entry) => entry.toState),
      history.map((entry) => entry.actorId),
      history.map((entry) => entry.actorRole),
      history.map((entry) => entry.reason),
      history.map((entry) => JSON.stringify(entry.detail)),
      history.map((entry) => entry.occurredAt),
    ];
    await this.sql.write({ table: 'case_events', text: INSERT_HISTORY, parameters });
  }
}
