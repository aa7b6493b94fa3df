import type { ClockRecord } from '#libs/workflow';
import type { CaseRecord, HistoryEntry } from '../cases/case-record.js';
import { type RuleChange, rulesChanged } from '../cases/history-of-decision.js';
import type { WorkflowCatalog } from '../cases/workflow-catalog.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { ClocksOfCase } from './clocks-of-case.js';
import { type DeadlineEffect, effectOn } from './deadline-impact.js';
import { withHistory } from './system-history.js';

/** What catching up did to the live deadlines of one case. */
export interface CaughtUpCase {
  readonly caseId: string;
  readonly effects: Readonly<Record<DeadlineEffect, number>>;
}

/** Brings the open clocks of cases to the calendars and limits now in force, many cases in one transaction. */
export class CatchUpClocks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly clocksOfCase: ClocksOfCase,
  ) {}

  /**
   * A case that is up to date, or gone, is left as it is.
   * @param change what was published and why; the reason is kept in the history of each case whose clocks are computed anew.
   * @throws WorkingTimeError `beyond_horizon`; then no case of the list has been changed.
   */
  execute(caseIds: readonly string[], change: RuleChange): Promise<readonly CaughtUpCase[]> {
    return this.unitOfWork.run(async (stores) => {
      const records = await stores.cases.lockAllForSystem(caseIds);
      const stored = await stores.clocks.ofAll(records.map(({ id }) => id));
      const now = await stores.now();
      const changed = new Map<string, readonly ClockRecord[]>();
      const noted: { readonly record: CaseRecord; readonly history: readonly HistoryEntry[] }[] = [];
      const results: CaughtUpCase[] = [];

      for (const theCase of records) {
        const before = stored.get(theCase.id) ?? [];
        const { definition } = await this.workflows.get(theCase.workflow.id, theCase.workflow.version);
        const passed = await this.clocksOfCase.passTime(definition, theCase, before, now);
        results.push({ caseId: theCase.id, effects: effectsOn(before, passed.clocks) });
        const published = rulesChanged(theCase, passed.theCase, change);
        if (published.length === 0) continue;
        changed.set(theCase.id, passed.changed);
        const { theCase: record, history } = withHistory(passed.theCase, published, now);
        noted.push({ record, history });
      }
      await stores.clocks.saveAll(changed);
      await stores.cases.noteAll(noted);
      return results;
    });
  }
}

function effectsOn(before: readonly ClockRecord[], after: readonly ClockRecord[]): CaughtUpCase['effects'] {
  const effects = { moves: 0, breaches: 0, recovers: 0 };
  for (const clock of before) {
    const later = after.find(({ target, ordinal }) => target === clock.target && ordinal === clock.ordinal);
    const effect = later && effectOn(clock, later);
    if (effect) effects[effect] += 1;
  }
  return effects;
}
