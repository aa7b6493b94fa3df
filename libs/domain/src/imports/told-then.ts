import { type ClockRecord, dueThresholds } from '#libs/workflow';
import type { ActOnCase } from '../cases/act-on-case.js';
import type { CaseRecord } from '../cases/case-record.js';
import { TransitionRefused } from '../cases/case.errors.js';
import { SYSTEM } from '../cases/performer.js';
import type { WorkflowCatalog } from '../cases/workflow-catalog.js';
import type { ClocksOfCase } from '../sla/clocks-of-case.js';
import { firing } from '../sla/fire-clock.js';
import { withHistory } from '../sla/system-history.js';
import { AsOf } from './as-of.js';
import type { Stores } from '../unit-of-work/unit-of-work.js';

/**
 * Notes what clocks of an imported case called for up to the limit while another register led it: people were warned and
 * reminded then, and are not told again. What comes after the limit is left to the sweep, which acts once.
 */
export class ToldThen {
  constructor(
    private readonly workflows: WorkflowCatalog,
    private readonly clocks: ClocksOfCase,
    private readonly actOnCase: ActOnCase,
  ) {}

  /** @returns the case as it stands then. */
  async upTo(until: Date, stores: Stores, caseId: string): Promise<CaseRecord> {
    for (;;) {
      const theCase = await stores.cases.lockForSystem(caseId);
      if (!theCase) throw new Error(`Case ${caseId} was lost in its own transaction`);
      const stored = await stores.clocks.of(caseId);
      const [first] = stored.flatMap((clock) => reachedBy(clock, until)).sort((a, b) => a.at - b.at);
      if (!first) return theCase;

      const at = new Date(first.at);
      const { definition } = await this.workflows.get(theCase.workflow.id, theCase.workflow.version);
      const passed = await this.clocks.passTime(definition, theCase, stored, at);
      const fired = await this.clocks.markFired(definition, passed, first.clock, [first.threshold], at);
      const told = withHistory(
        { ...passed.theCase, nextDueAt: fired.nextDueAt },
        [firing(first.clock, [first.threshold])],
        at,
      );
      await stores.clocks.save(caseId, fired.changed);
      await stores.cases.note(told.theCase, told.history);

      const target = definition.targets.find(({ name }) => name === first.clock.target);
      const { performs, input = {} } = target?.thresholds.find(({ name }) => name === first.threshold) ?? {};
      if (performs === undefined) continue;
      await new AsOf(stores, at).run(async (then) => {
        try {
          await this.actOnCase.perform(then, told.theCase, { performer: SYSTEM, transition: performs, input });
        } catch (error) {
          // What the case did not allow then did not happen; the clock has gone on all the same.
          if (!(error instanceof TransitionRefused)) throw error;
        }
      });
    }
  }
}

function reachedBy(
  clock: ClockRecord,
  until: Date,
): readonly { readonly clock: ClockRecord; readonly threshold: string; readonly at: number }[] {
  const due = dueThresholds(clock, until.getTime());
  return clock.marks.flatMap(({ threshold, percent, reachedAt, at }) => {
    const instant = reachedAt ?? at;
    return percent <= 100 && instant !== null && due.includes(threshold) ? [{ clock, threshold, at: instant }] : [];
  });
}
