import { advanceClocks, emptyClockBook } from './advance-clocks.js';
import type { ClockRules } from './case-rules.js';
import { ClockMeter } from './clock-meter.js';
import { type ClockRecord, isOpen, type NextFiring, nextFiring } from './clock-record.js';
import type { CalendarLookup, CaseStanding, TimelineEvent } from './events.js';
import { ledger, type LedgerLine } from './ledger.js';
import { formatLocal } from '../working-time/zone.js';
import { type PartySegment, partySegments, type StateVisit, stateVisits } from './visits.js';

/** A line of the ledger as it was read on the wall: where the clock counts, and in the capital of the State. */
export type ExplainedLine = LedgerLine & {
  readonly local: { readonly from: string; readonly to: string };
  readonly stateLocal: { readonly timeZone: string; readonly from: string; readonly to: string };
};

/** A clock with what it has counted. Amounts are in the unit of its limit: milliseconds, wall-clock milliseconds, days. */
export interface TimelineClock {
  readonly clock: ClockRecord;
  /** The whole limit. */
  readonly limitAmount: number;
  /** Used up by the end of the clock, or by now. */
  readonly usedAmount: number;
  /** Working time that passed while the clock ran, in milliseconds. */
  readonly workingMs: number;
  /** Working time left at the end of the clock or now; below zero for the working time since the promise was broken. */
  readonly marginWorkingMs: number | null;
  readonly nextFiring: NextFiring | null;
  readonly ledger: readonly ExplainedLine[];
}

/** Everything about a case that time decides, read from its history. */
export interface Timeline {
  readonly standing: CaseStanding;
  readonly visits: readonly StateVisit[];
  readonly segments: readonly PartySegment[];
  readonly clocks: readonly TimelineClock[];
}

/**
 * Reads a case's history: where it stayed, who held the ball, and every clock with the ledger that explains it. SLA,
 * rehearsals and reports stand on this function; nothing counts down, so nothing can be lost.
 * @throws WorkingTimeError `beyond_horizon` where a calendar gives no due time
 */
export function timeline(history: readonly TimelineEvent[], rules: ClockRules, now: number): Timeline {
  const { standing, clocks } = advanceClocks(rules, emptyClockBook, history, now);
  if (!standing) throw new Error('the history of a case begins with its creation');
  const visits = stateVisits(rules, history);
  return {
    standing,
    visits,
    segments: partySegments(visits, history, standing, rules.calendars, now),
    clocks: clocks.map((clock) => explainClock(clock, rules.calendars, standing, now)),
  };
}

/** One stored clock with what it has counted and why. */
export function explainClock(
  clock: ClockRecord,
  calendars: CalendarLookup,
  { requestingState, calendarVersions }: Pick<CaseStanding, 'requestingState' | 'calendarVersions'>,
  now: number,
): TimelineClock {
  const state = `state:${requestingState}` as const;
  const stateZone = calendars(state, calendarVersions[state] ?? null).zone.name;
  const meter = new ClockMeter(clock, calendars);
  const endAt = clock.closedAt ?? now;
  return {
    clock,
    limitAmount: meter.limitAmount,
    usedAmount: meter.usedUntil(endAt),
    workingMs: meter.workingMsBetween(clock.countsFrom, endAt),
    marginWorkingMs: marginWorkingMs(clock, calendars, now),
    nextFiring: nextFiring(clock),
    ledger: ledger(clock, calendars, now).map((line) => withLocalTimes(line, stateZone)),
  };
}

/**
 * Working time, in milliseconds, by which a promise was kept (or has left, while it is open) or, below zero, by which
 * it was missed. Null while a pause hides the due instant.
 */
export function marginWorkingMs(clock: ClockRecord, calendars: CalendarLookup, now: number): number | null {
  const endAt = isOpen(clock) ? now : clock.closedAt!;
  const meter = new ClockMeter(clock, calendars);
  if (clock.breachedAt !== null) return -meter.workingMsBetween(clock.breachedAt, endAt);
  if (clock.dueAt === null) return null;
  return clock.dueAt >= endAt
    ? meter.workingMsBetween(endAt, clock.dueAt)
    : -meter.workingMsBetween(clock.dueAt, endAt);
}

function withLocalTimes(line: LedgerLine, stateZone: string): ExplainedLine {
  const { from, to, timeZone } = line;
  return {
    ...line,
    local: { from: formatLocal(from, timeZone), to: formatLocal(to, timeZone) },
    stateLocal: { timeZone: stateZone, from: formatLocal(from, stateZone), to: formatLocal(to, stateZone) },
  };
}
