import type { OrderedRehearsal, RehearseCases } from '#libs/domain';
import type { RehearsedCase } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { CASE_COLUMNS, type CaseRow, toRecord } from '../../cases/case-row.js';
import { rows } from '../../database/sql.js';
import { TransactionSql } from '../../database/transaction-sql.js';
import { TransactionTime } from '../../database/transaction-time.js';
import { PostgresClockStore } from '../../sla/postgres-clock-store.js';
import { CaseWorkList } from '../../upkeep/case-work-list.js';
import { UpkeepTask } from '../../upkeep/upkeep-task.js';
import { type RehearsalRow, toOrderedRehearsal } from './change-row.js';

/** Cases in memory at once. */
const BATCH = 500;
const KEPT_DAYS = 30;
const COLUMNS = CASE_COLUMNS.map((column) => `c.${column}`).join(', ');

/** Finds out, in the background, what would become of live cases. Writes nothing but what it found. */
export class RehearsalWork extends UpkeepTask {
  override readonly name = 'lifecycle-rehearsals';
  override readonly everySeconds = 5;
  private readonly cases: CaseWorkList;

  constructor(
    private readonly dataSource: DataSource,
    private readonly rehearse: RehearseCases,
    onTrouble: (error: unknown, caseId: string) => void,
  ) {
    super();
    const list = {
      table: 'lifecycle_rehearsal_cases',
      work: 'rehearsal_id',
      batch: BATCH,
      failed: 'lifecycle.rehearsal_failed',
    };
    this.cases = new CaseWorkList(dataSource, list, onTrouble);
  }

  override async run(): Promise<void> {
    const ordered = await rows<RehearsalRow>(
      this.dataSource,
      'SELECT * FROM lifecycle_rehearsals WHERE finished_at IS NULL ORDER BY requested_at, id',
    );
    for (const rehearsal of ordered.map(toOrderedRehearsal)) {
      await this.cases.workOff(rehearsal.id, (caseIds) => this.deal(rehearsal, caseIds));
      await this.dataSource.query(
        `UPDATE lifecycle_rehearsals SET finished_at = clock_timestamp()
          WHERE id = $1 AND finished_at IS NULL
            AND NOT EXISTS (SELECT FROM lifecycle_rehearsal_cases WHERE rehearsal_id = $1 AND done_at IS NULL)`,
        [rehearsal.id],
      );
    }
    await this.dataSource.query(
      'DELETE FROM lifecycle_rehearsals WHERE requested_at < clock_timestamp() - make_interval(days => $1)',
      [KEPT_DAYS],
    );
  }

  private async deal(rehearsal: OrderedRehearsal, caseIds: readonly string[]): Promise<void> {
    const [found, clocks, now] = await Promise.all([
      rows<CaseRow>(
        this.dataSource,
        `SELECT ${COLUMNS} FROM cases c WHERE c.id = ANY ($1::uuid[]) AND c.is_open ORDER BY c.id`,
        [caseIds],
      ),
      new PostgresClockStore(new TransactionSql(this.dataSource)).ofAll(caseIds),
      new TransactionTime(this.dataSource).now(),
    ]);
    const live = found.map((row) => ({ record: toRecord(row), clocks: clocks.get(row.id) ?? [] }));
    await this.write(rehearsal.id, await this.rehearse.execute(rehearsal, live, now));
    const closedMeanwhile = caseIds.filter((id) => !found.some((row) => row.id === id));
    if (closedMeanwhile.length === 0) return;
    await this.dataSource.query(
      'DELETE FROM lifecycle_rehearsal_cases WHERE rehearsal_id = $1 AND case_id = ANY ($2::uuid[])',
      [rehearsal.id, closedMeanwhile],
    );
  }

  private async write(rehearsalId: string, rehearsed: readonly RehearsedCase[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE lifecycle_rehearsal_cases r
          SET done_at = clock_timestamp(), state_before = found.state_before, state_after = found.state_after,
              stuck = found.stuck, acts_vanishing = found.acts_vanishing, acts_appearing = found.acts_appearing,
              clocks = found.clocks, effects = found.effects, last_error = NULL
         FROM jsonb_to_recordset($2::jsonb) AS found (case_id uuid, state_before text, state_after text, stuck text[],
              acts_vanishing text[], acts_appearing text[], clocks jsonb, effects text[])
        WHERE r.rehearsal_id = $1 AND r.case_id = found.case_id`,
      [rehearsalId, JSON.stringify(rehearsed.map(rowOf))],
    );
  }
}

function rowOf(rehearsed: RehearsedCase) {
  return {
    case_id: rehearsed.id,
    state_before: rehearsed.stateBefore,
    state_after: rehearsed.stateAfter,
    stuck: rehearsed.stuck.map(({ code, what }) => `${code}: ${what}`),
    acts_vanishing: rehearsed.actsVanishing,
    acts_appearing: rehearsed.actsAppearing,
    clocks: rehearsed.clocks.map(({ dueBefore, dueAfter, ...shift }) => ({
      ...shift,
      dueBefore: instant(dueBefore),
      dueAfter: instant(dueAfter),
    })),
    effects: effectsOf(rehearsed),
  };
}

/** What happens to a case, in the words figures are counted by. */
function effectsOf({ stateBefore, stateAfter, stuck, actsVanishing, actsAppearing, clocks }: RehearsedCase): string[] {
  const effects = [
    ...(stuck.length > 0 ? ['stuck'] : []),
    ...(stateAfter !== null && stateAfter !== stateBefore ? ['stateChanges'] : []),
    ...(actsVanishing.length > 0 ? ['actsVanish'] : []),
    ...(actsAppearing.length > 0 ? ['actsAppear'] : []),
    ...new Set(clocks.map(({ what }) => CLOCK_EFFECTS[what])),
  ];
  return effects.length > 0 ? ['touched', ...effects] : [];
}

const CLOCK_EFFECTS: Readonly<Record<RehearsedCase['clocks'][number]['what'], string>> = {
  appears: 'clocksAppear',
  vanishes: 'clocksVanish',
  moves: 'clocksMove',
  breaches: 'clocksBreach',
  recovers: 'clocksRecover',
};

function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
