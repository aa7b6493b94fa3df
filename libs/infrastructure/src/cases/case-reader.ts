import { type Actor, CaseNotFound, type CaseRecord, type HistoryEntry } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import { rows } from '../database/sql.js';
import { CASE_COLUMNS, type CaseRow, type HistoryRow, toHistoryEntry, toRecord } from './case-row.js';

const COLUMNS = CASE_COLUMNS.map((column) => `c.${column}`).join(', ');

/** No case has come near it; it keeps one request from taking the process down. */
const LONGEST_HISTORY = 100_000;

/** An entry of the history with the name of whoever acted, as readers want it. */
export interface NamedHistoryEntry extends HistoryEntry {
  readonly actorName: string | null;
  /** The lifecycle the case ran under then, for the words of its acts. */
  readonly workflow: CaseRecord['workflow'];
}

/** One case and its history, for somebody who may see it. */
export class CaseReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws CaseNotFound for an absent and for an invisible case alike. */
  async read(actor: Actor, caseId: string): Promise<CaseRecord> {
    return (await this.readAt(actor, caseId)).record;
  }

  /**
   * The case together with the database's time, for questions that depend on both.
   * @throws CaseNotFound for an absent and for an invisible case alike.
   */
  async readAt(actor: Actor, caseId: string): Promise<{ readonly record: CaseRecord; readonly now: Date }> {
    const visible = visibleTo(actor, 'c', 2);
    const [row] = await rows<CaseRow & { now: Date }>(
      this.dataSource,
      `SELECT ${COLUMNS}, now()::timestamptz(3) AS now FROM cases c WHERE c.id = $1 AND ${visible.condition}`,
      [caseId, ...visible.parameters],
    );
    if (!row) throw new CaseNotFound();
    return { record: toRecord(row), now: row.now };
  }

  /**
   * The history after an entry, oldest first.
   * @throws CaseNotFound for an absent and for an invisible case alike.
   */
  async history(
    actor: Actor,
    caseId: string,
    afterSequence: number,
    limit: number,
  ): Promise<readonly NamedHistoryEntry[]> {
    const visible = visibleTo(actor, 'c', 4);
    const found = await rows<NamedHistoryRow | { case_id: null }>(
      this.dataSource,
      `SELECT e.*, p.display_name AS actor_name, coalesce(next.left_behind->>'id', c.workflow_id) AS workflow_id,
              coalesce((next.left_behind->>'version')::integer, c.workflow_version) AS workflow_version
       FROM cases c
       LEFT JOIN LATERAL (SELECT * FROM case_events WHERE case_id = c.id AND sequence > $2 ORDER BY sequence LIMIT $3) e ON TRUE
       LEFT JOIN LATERAL (SELECT detail->'from' AS left_behind FROM case_events
                           WHERE case_id = c.id AND type = 'migrated' AND sequence > e.sequence ORDER BY sequence LIMIT 1) next ON TRUE
       LEFT JOIN people p ON p.id = e.actor_id
       WHERE c.id = $1 AND ${visible.condition} ORDER BY e.sequence`,
      [caseId, afterSequence, limit, ...visible.parameters],
    );
    if (found.length === 0) throw new CaseNotFound();
    return found.flatMap((row) => (row.case_id === null ? [] : [toNamedEntry(row)]));
  }

  /**
   * The whole history, for what is computed from it. Its length is that of one case's life.
   * @throws CaseNotFound for an absent and for an invisible case alike.
   */
  wholeHistory(actor: Actor, caseId: string): Promise<readonly NamedHistoryEntry[]> {
    return this.history(actor, caseId, 0, LONGEST_HISTORY);
  }
}

type NamedHistoryRow = HistoryRow &
  Pick<CaseRow, 'workflow_id' | 'workflow_version'> & { readonly actor_name: string | null };

function toNamedEntry(row: NamedHistoryRow): NamedHistoryEntry {
  return {
    ...toHistoryEntry(row),
    actorName: row.actor_name,
    workflow: { id: row.workflow_id, version: row.workflow_version },
  };
}
