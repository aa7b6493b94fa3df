import type {
  Actor,
  ChangeOutcome,
  ChangePlan,
  ChangeScope,
  ChangeStore,
  HistoryEntry,
  LiveStanding,
  OrderedChange,
} from '#libs/domain';
import { visibleTo } from '../../access/visible-to.js';
import { type HistoryRow, toHistoryEntry } from '../../cases/case-row.js';
import { rows, type Sql } from '../../database/sql.js';
import { type ChangeRow, toOrderedChange } from './change-row.js';
import { liveCasesIn, Parameters } from './live-cases.js';

interface StandingRow {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly origin: string | null;
  readonly gates: LiveStanding['snapshot']['gates'];
}

export class PostgresChangeStore implements ChangeStore {
  constructor(private readonly sql: Sql) {}

  async standings(scope: ChangeScope, caseIds: readonly string[] | null): Promise<readonly LiveStanding[]> {
    const parameters = new Parameters();
    const found = await rows<StandingRow>(
      this.sql,
      `SELECT DISTINCT c.workflow_id AS id, c.workflow_version AS version, c.state, c.origin, c.gates
         FROM cases c WHERE ${liveCasesIn(scope, caseIds, 'c', parameters)}`,
      parameters.values,
    );
    return found.map(({ id, version, ...snapshot }) => ({ workflow: { id, version }, snapshot }));
  }

  named(scope: ChangeScope, references: readonly string[], actor: Actor): Promise<ReadonlyMap<string, string>> {
    const parameters = new Parameters();
    const isLive = liveCasesIn(scope, null, 'c', parameters);
    return this.visibleAmong(
      references,
      actor,
      `c.reference = ANY (${parameters.bind(references)}) AND ${isLive}`,
      parameters,
    );
  }

  async orderRehearsal(id: string, plan: ChangePlan, scope: ChangeScope, orderedBy: string): Promise<void> {
    await this.sql.query(
      `INSERT INTO lifecycle_rehearsals (id, lifecycle_id, lifecycle_version, from_id, from_version, state_map, ordered_by, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
      [id, plan.to.id, plan.to.version, plan.from?.id, plan.from?.version, JSON.stringify(plan.stateMap), orderedBy],
    );
    const parameters = new Parameters();
    await this.sql.query(
      `INSERT INTO lifecycle_rehearsal_cases (rehearsal_id, case_id)
       SELECT ${parameters.bind(id)}::uuid, c.id FROM cases c WHERE ${liveCasesIn(scope, null, 'c', parameters)} ORDER BY c.id`,
      parameters.values,
    );
  }

  async orderMigration(change: OrderedChange, scope: ChangeScope, caseIds: readonly string[] | null): Promise<number> {
    await this.order(change);
    const parameters = new Parameters();
    const changeId = parameters.bind(change.id);
    return this.list(
      `SELECT ${changeId}::uuid, c.id FROM cases c WHERE ${liveCasesIn(scope, caseIds, 'c', parameters)} ORDER BY c.id`,
      parameters.values,
    );
  }

  async orderUndoing(change: OrderedChange, caseIds: readonly string[] | null): Promise<number> {
    await this.order(change);
    return this.list(
      `SELECT $1::uuid, case_id FROM lifecycle_change_cases
        WHERE change_id = $2 AND outcome = 'migrated' AND ($3::uuid[] IS NULL OR case_id = ANY ($3)) ORDER BY case_id`,
      [change.id, change.undoes, caseIds],
    );
  }

  async find(changeId: string): Promise<OrderedChange | undefined> {
    const [row] = await rows<ChangeRow>(this.sql, 'SELECT * FROM lifecycle_changes WHERE id = $1', [changeId]);
    return row && toOrderedChange(row);
  }

  migrated(changeId: string, references: readonly string[], actor: Actor): Promise<ReadonlyMap<string, string>> {
    const parameters = new Parameters();
    return this.visibleAmong(
      references,
      actor,
      `c.reference = ANY (${parameters.bind(references)}) AND c.id IN (
         SELECT case_id FROM lifecycle_change_cases WHERE change_id = ${parameters.bind(changeId)} AND outcome = 'migrated')`,
      parameters,
    );
  }

  async take(changeId: string, caseId: string): Promise<boolean> {
    const taken = await rows(
      this.sql,
      `SELECT 1 FROM lifecycle_change_cases WHERE change_id = $1 AND case_id = $2 AND done_at IS NULL FOR UPDATE`,
      [changeId, caseId],
    );
    return taken.length === 1;
  }

  async settle(changeId: string, caseId: string, outcome: ChangeOutcome, stuck: readonly string[]): Promise<void> {
    await this.sql.query(
      `UPDATE lifecycle_change_cases SET done_at = clock_timestamp(), outcome = $3, stuck = $4, last_error = NULL
        WHERE change_id = $1 AND case_id = $2`,
      [changeId, caseId, outcome, stuck],
    );
  }

  async entryOf(changeId: string, caseId: string): Promise<HistoryEntry | undefined> {
    const [row] = await rows<HistoryRow>(
      this.sql,
      `SELECT * FROM case_events WHERE type = 'migrated' AND detail->>'change' = $1 AND case_id = $2`,
      [changeId, caseId],
    );
    return row && toHistoryEntry(row);
  }

  private async order({ id, plan, orderedBy, orderedAs, reason, undoes }: OrderedChange): Promise<void> {
    const { to, from, stateMap } = plan;
    await this.sql.query(
      `INSERT INTO lifecycle_changes
         (id, lifecycle_id, lifecycle_version, from_id, from_version, state_map, reason, ordered_by, ordered_as, undoes, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
      [id, to.id, to.version, from?.id, from?.version, JSON.stringify(stateMap), reason, orderedBy, orderedAs, undoes],
    );
  }

  private async list(selection: string, parameters: readonly unknown[]): Promise<number> {
    const [listed] = await rows<{ cases: number }>(
      this.sql,
      `WITH listed AS (INSERT INTO lifecycle_change_cases (change_id, case_id) ${selection} RETURNING 1)
       SELECT count(*)::integer AS cases FROM listed`,
      parameters,
    );
    return listed?.cases ?? 0;
  }

  private async visibleAmong(
    references: readonly string[],
    actor: Actor,
    condition: string,
    parameters: Parameters,
  ): Promise<ReadonlyMap<string, string>> {
    if (references.length === 0) return new Map();
    const visible = visibleTo(actor, 'c', parameters.values.length + 1);
    const found = await rows<{ reference: string; id: string }>(
      this.sql,
      `SELECT c.reference, c.id FROM cases c WHERE ${condition} AND ${visible.condition}`,
      [...parameters.values, ...visible.parameters],
    );
    return new Map(found.map(({ reference, id }) => [reference, id]));
  }
}
