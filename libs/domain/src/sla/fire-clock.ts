import type { ClockRecord, TargetDefinition, ThresholdDefinition } from '#libs/workflow';
import { dueThresholds } from '#libs/workflow';
import type { Act, ActOnCase } from '../cases/act-on-case.js';
import { TransitionRefused } from '../cases/case.errors.js';
import type { CaseEffect } from '../cases/case-effects.js';
import type { CaseRecord } from '../cases/case-record.js';
import { applyEffects } from '../cases/consequences.js';
import { rulesChanged, type Happening } from '../cases/history-of-decision.js';
import { SYSTEM, SYSTEM_ID } from '../cases/performer.js';
import type { WorkflowCatalog } from '../cases/workflow-catalog.js';
import type { Stores, UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { ClocksOfCase } from './clocks-of-case.js';
import { withHistory } from './system-history.js';

/** Fires one clock that has fallen due: what its thresholds ask for, and when it falls due next. */
export abstract class FireClock {
  /**
   * Runs in its own transaction and decides everything afresh under the lock of the case: a clock that was met,
   * paused or moved meanwhile is left alone. Afterwards `next_fire_at` must differ from the instant that fired,
   * otherwise the clock counts as failed and is tried again later.
   */
  abstract execute(clockId: string): Promise<void>;
}

/**
 * Acts on deadlines through the engine, as the system, with the reason in the history. After an outage several
 * thresholds of a clock may be due at once: every act they call for is performed in order, but of a row of reminders only
 * the last is sent, and of a row of warnings only the highest, to everybody whom any of them concerns.
 */
export class FireDueClock extends FireClock {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly actOnCase: ActOnCase,
    private readonly clocksOfCase: ClocksOfCase,
  ) {
    super();
  }

  override execute(clockId: string): Promise<void> {
    return this.unitOfWork.run(async (stores) => {
      const place = await stores.clocks.find(clockId);
      const theCase = place && (await stores.cases.lockForSystem(place.caseId));
      if (!theCase) return;

      const { definition } = await this.workflows.get(theCase.workflow.id, theCase.workflow.version);
      const now = await stores.now();
      const stored = await stores.clocks.of(theCase.id);
      const passed = await this.clocksOfCase.passTime(definition, theCase, stored, now);
      const noted = withHistory(passed.theCase, rulesChanged(theCase, passed.theCase), now);
      const clock = passed.clocks.find(({ target, ordinal }) => target === place.target && ordinal === place.ordinal);
      const due = clock ? dueThresholds(clock, now.getTime()) : [];
      if (!clock || due.length === 0) {
        await stores.clocks.save(theCase.id, passed.changed);
        await stores.cases.note(noted.theCase, noted.history);
        return;
      }

      const target = definition.targets.find(({ name }) => name === clock.target);
      const fired = await this.clocksOfCase.markFired(definition, passed, clock, due, now);
      await stores.clocks.save(theCase.id, fired.changed);
      const told = withHistory({ ...noted.theCase, nextDueAt: fired.nextDueAt }, [firing(clock, due)], now);
      await stores.cases.note(told.theCase, [...noted.history, ...told.history]);
      if (target) await this.follow(stores, told.theCase, thresholdsNamed(target, due), now);
    });
  }

  private async follow(
    stores: Stores,
    theCase: CaseRecord,
    thresholds: readonly ThresholdDefinition[],
    now: Date,
  ): Promise<void> {
    let current = theCase;
    for (const [index, { performs, input = {} }] of thresholds.entries()) {
      if (performs === undefined) continue;
      const isOvertaken = thresholds.slice(index + 1).some((later) => later.performs === performs);
      current = await this.perform(
        stores,
        current,
        { performer: SYSTEM, transition: performs, input, isOvertaken },
        now,
      );
    }
    const { notifications } = applyEffects(warningOf(thresholds), {
      actorId: SYSTEM_ID,
      input: {},
      now: now.getTime(),
      established: current.established,
    });
    for (const { template, to } of notifications) {
      stores.outbox.append(
        'case.notify',
        { caseId: current.id, sequence: current.historyLength, template, to },
        current.id,
      );
    }
  }

  /** An act the case does not allow now is no fault of the clock: the history says that it was due and why it did not happen. */
  private async perform(stores: Stores, theCase: CaseRecord, act: Act, now: Date): Promise<CaseRecord> {
    const { transition } = act;
    try {
      return await this.actOnCase.perform(stores, theCase, act);
    } catch (error) {
      if (!(error instanceof TransitionRefused)) throw error;
      const detail = { type: 'act-not-possible', transition, refusals: error.refusals };
      const happening = {
        type: 'act-not-possible',
        name: transition,
        fromState: null,
        toState: null,
        reason: error.message,
        detail,
      };
      const noted = withHistory(theCase, [happening], now);
      await stores.cases.note(noted.theCase, noted.history);
      return noted.theCase;
    }
  }
}

function thresholdsNamed({ thresholds }: TargetDefinition, names: readonly string[]): readonly ThresholdDefinition[] {
  return thresholds.filter(({ name }) => names.includes(name)).sort((a, b) => a.atPercent - b.atPercent);
}

/** The highest warning, told to everybody whom a lower one would have reached. */
function warningOf(thresholds: readonly ThresholdDefinition[]): readonly CaseEffect[] {
  const warnings = thresholds.map(({ effects = [] }) => effects as readonly CaseEffect[]);
  const everybody = warnings.flat().flatMap((effect) => (effect.name === 'notify' ? effect.params.to : []));
  const highest = warnings.findLast((effects) => effects.length > 0) ?? [];
  return highest.map((effect) =>
    effect.name === 'notify' ? { ...effect, params: { ...effect.params, to: [...new Set(everybody)] } } : effect,
  );
}

/** What the history keeps of it. */
export function firing(clock: ClockRecord, thresholds: readonly string[]): Happening {
  return {
    type: 'thresholds-fired',
    name: clock.target,
    fromState: null,
    toState: null,
    reason: `${clock.target}: ${thresholds.join(', ')}`,
    detail: { type: 'thresholds-fired', target: clock.target, ordinal: clock.ordinal, thresholds },
  };
}
