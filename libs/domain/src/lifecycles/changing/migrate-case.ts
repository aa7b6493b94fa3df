import { migrate, type Migration, undoMigration, WorkingTimeError } from '#libs/workflow';
import type { CaseRecord } from '../../cases/case-record.js';
import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { ClocksOfCase } from '../../sla/clocks-of-case.js';
import type { MigrationDetail } from '../../sla/timeline-events.js';
import type { Stores, UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import type { ChangeOutcome } from './change-plan.js';
import type { OrderedChange } from './change-store.js';
import { writeMigration } from './write-migration.js';

interface Settled {
  readonly outcome: ChangeOutcome;
  readonly stuck: readonly string[];
}

const LEFT_ALONE: Settled = { outcome: 'left-alone', stuck: [] };

/**
 * Deals with one case of a migration, or of the undoing of one, in one transaction with the note that it has been dealt
 * with: each case exactly once, whoever dies in between. Everything is decided afresh under the lock of the case.
 */
export class MigrateCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly clocksOfCase: ClocksOfCase,
  ) {}

  /** @returns null if the case had been dealt with before. */
  async execute(change: OrderedChange, caseId: string): Promise<ChangeOutcome | null> {
    try {
      return await this.settle(change, caseId, (stores, theCase) =>
        change.undoes === null ? this.migrate(stores, theCase, change) : this.undo(stores, theCase, change),
      );
    } catch (error) {
      if (!(error instanceof WorkingTimeError) || error.code !== 'beyond_horizon') throw error;
      const stuck = ['never_due'];
      return this.settle(change, caseId, () => Promise.resolve({ outcome: 'stuck', stuck }));
    }
  }

  private settle(
    change: OrderedChange,
    caseId: string,
    deal: (stores: Stores, theCase: CaseRecord) => Promise<Settled>,
  ): Promise<ChangeOutcome | null> {
    return this.unitOfWork.run(async (stores) => {
      const theCase = await stores.cases.lockForSystem(caseId);
      if (!(await stores.changes.take(change.id, caseId))) return null;
      const { outcome, stuck } = theCase?.isOpen ? await deal(stores, theCase) : LEFT_ALONE;
      await stores.changes.settle(change.id, caseId, outcome, stuck);
      return outcome;
    });
  }

  private async migrate(stores: Stores, theCase: CaseRecord, change: OrderedChange): Promise<Settled> {
    const { to, from, stateMap } = change.plan;
    const isThere = isSame(theCase.workflow, to);
    if (isThere || (from && !isSame(theCase.workflow, from))) return LEFT_ALONE;
    const target = await this.workflows.get(to.id, to.version);
    const migration = migrate(theCase.snapshot, theCase.workflow, target.definition, stateMap, change.orderedBy);
    if (migration.outcome === 'stuck')
      return { outcome: 'stuck', stuck: migration.reasons.map(({ code, what }) => `${code}: ${what}`) };
    await this.write(stores, theCase, change, migration.event);
    return { outcome: 'migrated', stuck: [] };
  }

  /**
   * A migration is taken back while nobody has acted on the case since: its version is the one the migration led to.
   * What time wrote meanwhile (a reminder that was sent) stays written.
   */
  private async undo(stores: Stores, theCase: CaseRecord, change: OrderedChange): Promise<Settled> {
    const entry = change.undoes === null ? undefined : await stores.changes.entryOf(change.undoes, theCase.id);
    if (entry?.caseVersion !== theCase.version) return LEFT_ALONE;
    const migrated = entry.detail as unknown as MigrationDetail;
    const undone: Migration | null = undoMigration(theCase.snapshot, migrated, change.orderedBy);
    if (undone?.outcome !== 'migrated') return LEFT_ALONE;
    const undoes = { sequence: entry.sequence, at: entry.occurredAt.toISOString() };
    await this.write(stores, theCase, change, { ...undone.event, undoes });
    return { outcome: 'undone', stuck: [] };
  }

  private async write(
    stores: Stores,
    theCase: CaseRecord,
    change: OrderedChange,
    detail: MigrationDetail,
  ): Promise<void> {
    const [from, to] = await Promise.all([
      this.workflows.get(detail.from.id, detail.from.version),
      this.workflows.get(detail.to.id, detail.to.version),
    ]);
    await writeMigration(stores, this.clocksOfCase, theCase, { from, to, detail, change });
  }
}

function isSame(one: CaseRecord['workflow'], other: CaseRecord['workflow']): boolean {
  return one.id === other.id && one.version === other.version;
}
