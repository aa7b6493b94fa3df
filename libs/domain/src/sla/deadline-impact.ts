import {
  advanceClocks,
  type ClockBook,
  type ClockRecord,
  type ClockRules,
  type TimelineEvent,
  WorkingTimeError,
} from '#libs/workflow';
import type { CaseRecord } from '../cases/case-record.js';
import { DeadlineBeyondHorizon } from './calendars/calendar.errors.js';

export type DeadlineEffect = 'moves' | 'breaches' | 'recovers';

/** What a change does to one live deadline. */
export interface MovedDeadline {
  readonly caseId: string;
  readonly reference: string;
  readonly target: string;
  readonly effect: DeadlineEffect;
  /** Null while a pause hides the due instant. */
  readonly dueBefore: Date | null;
  readonly dueAfter: Date | null;
}

export interface EffectCounts {
  readonly moves: number;
  readonly breaches: number;
  readonly recovers: number;
}

/** What a change of rules would do to all live deadlines that count by them. */
export interface DeadlineImpact extends EffectCounts {
  /** Live clocks that count by the rules to be changed. */
  readonly clocks: number;
  readonly cases: number;
  readonly byTarget: Readonly<Record<string, EffectCounts>>;
  /** The deadlines themselves, breaches first: at most a hundred, and only of cases the reader may see. */
  readonly deadlines: readonly MovedDeadline[];
}

const DEADLINES_SHOWN = 100;
const EFFECTS: readonly DeadlineEffect[] = ['breaches', 'recovers', 'moves'];

/** Adds up what a change does case by case, so that memory does not grow with their number. */
export class ImpactTally {
  private cases = 0;
  private clocks = 0;
  private readonly byTarget = new Map<string, Record<DeadlineEffect, number>>();
  private readonly shown = new Map<DeadlineEffect, MovedDeadline[]>(EFFECTS.map((effect) => [effect, []]));

  /** @param before the live clocks the change concerns. @param isVisible whether the reader may be told of the case itself. */
  addCase(
    record: Pick<CaseRecord, 'id' | 'reference'>,
    isVisible: boolean,
    before: readonly ClockRecord[],
    after: readonly ClockRecord[],
  ): void {
    this.cases += 1;
    this.clocks += before.length;
    for (const clock of before) {
      const later = after.find(({ target, ordinal }) => target === clock.target && ordinal === clock.ordinal);
      const effect = later && effectOn(clock, later);
      if (!effect) continue;
      const counts = this.byTarget.get(clock.target) ?? { moves: 0, breaches: 0, recovers: 0 };
      counts[effect] += 1;
      this.byTarget.set(clock.target, counts);
      const shown = this.shown.get(effect) ?? [];
      if (!isVisible || shown.length >= DEADLINES_SHOWN) continue;
      shown.push({
        caseId: record.id,
        reference: record.reference,
        target: clock.target,
        effect,
        dueBefore: instant(clock.dueAt),
        dueAfter: instant(later.dueAt),
      });
    }
  }

  impact(): DeadlineImpact {
    const sum = (effect: DeadlineEffect): number =>
      [...this.byTarget.values()].reduce((total, counts) => total + counts[effect], 0);
    return {
      cases: this.cases,
      clocks: this.clocks,
      moves: sum('moves'),
      breaches: sum('breaches'),
      recovers: sum('recovers'),
      byTarget: Object.fromEntries(this.byTarget),
      deadlines: EFFECTS.flatMap((effect) => this.shown.get(effect) ?? []).slice(0, DEADLINES_SHOWN),
    };
  }
}

/** What a change of rules did to a clock; undefined if its deadline stays where it was. */
export function effectOn(before: ClockRecord, after: ClockRecord): DeadlineEffect | undefined {
  if (before.breachedAt === null && after.breachedAt !== null) return 'breaches';
  if (before.breachedAt !== null && after.breachedAt === null) return 'recovers';
  return before.dueAt === after.dueAt ? undefined : 'moves';
}

/** The clocks after events, for a rehearsal. @throws DeadlineBeyondHorizon if a deadline would never come. */
export function advanceForRehearsal(
  rules: ClockRules,
  book: ClockBook,
  events: readonly TimelineEvent[],
  now: Date,
): ClockBook {
  try {
    return advanceClocks(rules, book, events, now.getTime());
  } catch (error) {
    if (error instanceof WorkingTimeError && error.code === 'beyond_horizon')
      throw new DeadlineBeyondHorizon(error.message);
    throw error;
  }
}

function instant(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}
