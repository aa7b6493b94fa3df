import {
  advanceClocks,
  type Calendar,
  type CalendarKey,
  type CalendarLookup,
  type CalendarVersions,
  type ClockBook,
  type ClockRecord,
  type ClockRules,
  isOpen,
  WorkCalendar,
  WorkingTimeError,
} from '#libs/workflow';
import type { CaseRecord } from '../../cases/case-record.js';
import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { Settler } from '../../reference-data/settings.js';
import { newVersions, standingInTime, versionsInForce } from '../calendar-versions.js';
import type { WorkCalendars } from '../work-calendars.js';
import { DeadlineBeyondHorizon } from './calendar.errors.js';
import { keysOf, type LiveClocks } from './live-clocks.js';
import type { StoredCalendarKey } from './calendar-register.js';

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

/** What a change would do to all live deadlines that count on a calendar. */
export interface CalendarImpact extends EffectCounts {
  /** Live clocks that count on the calendar. */
  readonly clocks: number;
  readonly cases: number;
  readonly byTarget: Readonly<Record<string, EffectCounts>>;
  /** The deadlines themselves, breaches first: at most a hundred, and only of cases the reader may see. */
  readonly deadlines: readonly MovedDeadline[];
}

const DEADLINES_SHOWN = 100;
const EFFECTS: readonly DeadlineEffect[] = ['breaches', 'recovers', 'moves'];

/** Computes what a calendar would do, by the very functions that will do it. */
export class RehearseCalendar {
  constructor(
    private readonly live: LiveClocks,
    private readonly calendars: WorkCalendars,
    private readonly workflows: WorkflowCatalog,
  ) {}

  /** @throws DeadlineBeyondHorizon if a deadline would never come. */
  async of(
    key: StoredCalendarKey,
    presentVersion: number,
    document: Calendar,
    now: Date,
    reader: Settler,
  ): Promise<CalendarImpact> {
    const inForce = await this.calendars.current({ [key]: presentVersion });
    const changed = keysOf(key);
    const next = presentVersion + 1;
    const proposed = new WorkCalendar(document);
    const lookup: CalendarLookup = (asked, version) =>
      version === next && changed.includes(asked) ? proposed : inForce.lookup(asked, version);

    const tally = new Tally();
    for await (const batch of this.live.countingOn(key, reader)) {
      for (const { record, clocks, isVisible } of batch) {
        const { definition } = await this.workflows.get(record.workflow.id, record.workflow.version);
        const rules = { definition, calendars: lookup };
        // The background work of an earlier publication may not have come to the case yet.
        const published = newVersions(record.calendarVersions, versionsInForce(record, inForce));
        const before = advance(rules, { standing: standingInTime(record), clocks }, published, now);
        const after = advance(rules, before, Object.fromEntries(changed.map((name) => [name, next])), now);
        tally.addCase(
          record,
          isVisible,
          before.clocks.filter((clock) => isOpen(clock) && countsOn(clock, changed)),
          after.clocks,
        );
      }
    }
    return tally.impact();
  }
}

/** Adds up case by case, so that memory does not grow with their number. */
class Tally {
  private cases = 0;
  private clocks = 0;
  private readonly byTarget = new Map<string, Record<DeadlineEffect, number>>();
  private readonly shown = new Map<DeadlineEffect, MovedDeadline[]>(EFFECTS.map((effect) => [effect, []]));

  addCase(record: CaseRecord, isVisible: boolean, before: readonly ClockRecord[], after: readonly ClockRecord[]): void {
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

  impact(): CalendarImpact {
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

function countsOn(clock: ClockRecord, keys: readonly CalendarKey[]): boolean {
  return clock.stretches.some(({ calendar }) => keys.includes(calendar));
}

/** The clocks once calendars have been published. @throws DeadlineBeyondHorizon */
function advance(rules: ClockRules, book: ClockBook, calendarVersions: CalendarVersions, now: Date): ClockBook {
  const at = now.getTime();
  const isNews = Object.keys(calendarVersions).length > 0;
  try {
    return advanceClocks(rules, book, isNews ? [{ type: 'calendars-changed', at, calendarVersions }] : [], at);
  } catch (error) {
    if (error instanceof WorkingTimeError && error.code === 'beyond_horizon')
      throw new DeadlineBeyondHorizon(error.message);
    throw error;
  }
}

function instant(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}
