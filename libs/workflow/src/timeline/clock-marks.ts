import type { ClockMark, ClockRecord } from './clock-record.js';
import { ClockMeter } from './clock-meter.js';
import type { CalendarLookup } from './events.js';

/** Writes down what has been reached by an instant. What falls on the instant itself is left open: a step done then is in time. */
export function settle(clock: ClockRecord, at: number, including = false): ClockRecord {
  const passed = (instant: number | null): instant is number =>
    instant !== null && (including ? instant <= at : instant < at);
  const breaches = clock.breachedAt === null && passed(clock.dueAt);
  if (!breaches && !clock.marks.some((mark) => mark.reachedAt === null && passed(mark.at))) return clock;
  return {
    ...clock,
    breachedAt: breaches ? clock.dueAt : clock.breachedAt,
    marks: clock.marks.map((mark) =>
      mark.reachedAt === null && passed(mark.at) ? { ...mark, reachedAt: mark.at } : mark,
    ),
  };
}

/** Computes anew what is still to come, after a pause, a resumption or a transfer. What was reached stays. */
export function remeasure(clock: ClockRecord, calendars: CalendarLookup): ClockRecord {
  const meter = new ClockMeter(clock, calendars);
  return {
    ...clock,
    dueAt: clock.breachedAt === null ? meter.instantOf(100) : clock.dueAt,
    marks: clock.marks.map((mark) =>
      mark.reachedAt === null ? { ...mark, at: instantOfMark(mark, clock, meter) } : mark,
    ),
  };
}

/**
 * Computes everything anew after a change of rules at an instant. A promise that the change itself breaks is broken at
 * the change. Of the thresholds that the change puts in the past, the highest gives the one notice, there and then;
 * lower ones give none, but an act they call for (a reminder that a later act builds on) is still performed. What the
 * change moves into the future is open again.
 */
export function replay(clock: ClockRecord, at: number, calendars: CalendarLookup): ClockRecord {
  const meter = new ClockMeter(clock, calendars);
  const dueAt = meter.instantOf(100);
  const broken = dueAt !== null && dueAt <= at;
  const breachedAt = broken ? Math.max(clock.breachedAt ?? at, dueAt) : null;
  const marks = clock.marks.map((mark) => replayMark(mark, instantOfMark(mark, { dueAt, breachedAt }, meter), at));
  const passedNow = marks.filter((mark, index) => mark.reachedAt === at && !wasReached(clock.marks[index]!));
  const highest = Math.max(...passedNow.map(({ percent }) => percent));
  const isSkipped = (mark: ClockMark): boolean => passedNow.includes(mark) && mark.percent < highest && !mark.acts;
  return {
    ...clock,
    dueAt,
    breachedAt,
    marks: marks.map((mark) => (isSkipped(mark) ? { ...mark, skipped: true } : mark)),
  };
}

/**
 * When a threshold is reached. What comes after the limit comes after the breach: if a change of rules broke the
 * promise, escalation and lapse keep their distance from the change, and nobody loses a case in the same second.
 */
function instantOfMark(
  { percent }: ClockMark,
  { dueAt, breachedAt }: Pick<ClockRecord, 'dueAt' | 'breachedAt'>,
  meter: ClockMeter,
): number | null {
  const isLate = percent > 100 && dueAt !== null && breachedAt !== null && breachedAt > dueAt;
  return isLate ? meter.instantOf(percent - 100, meter.usedUntil(breachedAt)) : meter.instantOf(percent);
}

function replayMark(mark: ClockMark, instant: number | null, at: number): ClockMark {
  if (mark.retired) return mark;
  if (instant === null || instant > at) return { ...mark, at: instant, reachedAt: null, firedAt: null, skipped: false };
  return { ...mark, at: instant, reachedAt: wasReached(mark) ? (mark.reachedAt ?? at) : at };
}

/** Whether the threshold lies behind the clock, acted on or not. */
export function wasReached(mark: ClockMark): boolean {
  return mark.reachedAt !== null || mark.firedAt !== null;
}
