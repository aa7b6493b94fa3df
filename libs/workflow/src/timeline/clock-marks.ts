import type { ClockMark, ClockRecord } from './clock-record.js';
import { ClockMeter, type CountedClock } from './clock-meter.js';
import type { CalendarLookup } from './events.js';

type Marked = Pick<ClockRecord, 'dueAt' | 'breachedAt' | 'marks'>;

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
    marks: clock.marks.map((mark) => (mark.reachedAt === null ? { ...mark, at: meter.instantOf(mark.percent) } : mark)),
  };
}

/**
 * Computes everything anew after a change of rules at an instant. A promise that the change itself breaks is broken at
 * the change; of the thresholds it puts in the past only the highest is acted on, there and then, and no warning is
 * dated back. What the change moves into the future is open again.
 */
export function replay<Clock extends CountedClock & Marked>(
  clock: Clock,
  at: number,
  calendars: CalendarLookup,
): Clock {
  const meter = new ClockMeter(clock, calendars);
  const dueAt = meter.instantOf(100);
  const replayed = clock.marks.map((mark) => replayMark(mark, meter.instantOf(mark.percent), at));
  const passedNow = replayed.filter((mark, index) => mark.reachedAt === at && !wasReached(clock.marks[index]!));
  const highest = Math.max(...passedNow.map((mark) => mark.percent));
  return {
    ...clock,
    dueAt,
    breachedAt: dueAt !== null && dueAt <= at ? (clock.breachedAt ?? at) : null,
    marks: replayed.map((mark) =>
      passedNow.includes(mark) && mark.percent < highest ? { ...mark, skipped: true } : mark,
    ),
  };
}

function replayMark(mark: ClockMark, instant: number | null, at: number): ClockMark {
  if (instant === null || instant > at) return { ...mark, at: instant, reachedAt: null, firedAt: null, skipped: false };
  return wasReached(mark)
    ? { ...mark, at: instant, reachedAt: mark.reachedAt ?? at }
    : { ...mark, at: instant, reachedAt: at };
}

function wasReached(mark: ClockMark): boolean {
  return mark.reachedAt !== null || mark.firedAt !== null;
}
