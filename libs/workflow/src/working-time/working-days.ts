import { assertWorkMs, instantAfterPauses } from './arithmetic.js';
import type { Stretch } from './changes.js';
import { dayMs, hourMs, utcYearOf } from './local-time.js';
import { beyondHorizon, horizonYears } from './open-hours.js';
import { mergePauses, type Pause } from './pauses.js';
import type { WorkCalendar, WorkingDay } from './work-calendar.js';

/** What comes after four in the afternoon is read the next working day. */
const receivedUntilMs = 16 * hourMs;

/** Where a working day stands in a calendar's list of them. */
interface Place {
  readonly year: number;
  readonly index: number;
}

/**
 * The local date (days since 1970-01-01) that counts as the day of receipt: the date itself, or the next working day
 * if it came on a closed day or after 16:00. An emergency counts at once.
 * @throws WorkingTimeError `beyond_horizon`
 */
export function dayReceived(calendar: WorkCalendar, at: number, isEmergency: boolean): number {
  const today = calendar.zone.localDayAt(at);
  if (isEmergency) return today;
  const inTime = calendar.zone.readingAt(at) - today * dayMs <= receivedUntilMs;
  return dayAt(calendar, placeFrom(calendar, inTime ? today : today + 1)).epochDay;
}

/**
 * The closing instant of the n-th working day after the day of receipt. A working day counts if the clock runs at its
 * closing instant, so a pause over k closings moves the result by k working days.
 * @throws WorkingTimeError `limit_not_positive`, `limit_absurd`, `beyond_horizon`, `inverted_period`
 */
export function dueInWorkingDays(
  calendar: WorkCalendar,
  startAt: number,
  days: number,
  options: { readonly isEmergency?: boolean; readonly pauses?: readonly Pause[] } = {},
): number {
  assertWorkMs(days * dayMs);
  const received = dayReceived(calendar, startAt, options.isEmergency ?? false);
  const due = instantOfWorkingDay(
    [{ from: startAt, hours: calendar }],
    received,
    days,
    mergePauses(options.pauses ?? []),
  );
  if (due === null) throw beyondHorizon();
  return due;
}

/**
 * The instant at which so many working days (a fraction lies within the open hours of its day) have been used after
 * the day of receipt, over stretches of several calendars; null if a pause without end comes first. A date counts
 * once, even where two offices close on it one after the other.
 * @throws WorkingTimeError `beyond_horizon`
 */
export function instantOfWorkingDay(
  stretches: readonly Stretch<WorkCalendar>[],
  received: number,
  days: number,
  merged: readonly Pause[],
): number | null {
  const whole = Math.ceil(days) - 1;
  let left = whole + 1;
  let lastDay = received;
  for (const run of closingRuns(stretches, merged)) {
    const from = firstClosing(run.hours, run.from, run.includesFrom, lastDay);
    const until = run.to === Infinity ? null : firstClosing(run.hours, run.to, !run.includesTo, lastDay);
    const count = until === null ? Infinity : placesBetween(run.hours, from, until);
    if (count >= left) {
      const day = dayAt(run.hours, advance(run.hours, from, left - 1));
      const share = days - whole;
      return share === 1
        ? day.closesAt
        : instantWithin(run.hours, day, Math.max(day.opensAt, run.stretchFrom), share, merged);
    }
    if (count > 0) {
      lastDay = dayAt(run.hours, advance(run.hours, from, count - 1)).epochDay;
      left -= count;
    }
  }
  return null;
}

/** Working days used up to an instant, that instant's own closing included. */
export function workingDaysUntil(
  stretches: readonly Stretch<WorkCalendar>[],
  received: number,
  until: number,
  merged: readonly Pause[],
): number {
  let used = 0;
  let lastDay = received;
  for (const run of closingRuns(stretches, merged, until)) {
    const from = firstClosing(run.hours, run.from, run.includesFrom, lastDay);
    const count = placesBetween(run.hours, from, firstClosing(run.hours, run.to, !run.includesTo, lastDay));
    if (count <= 0) continue;
    lastDay = dayAt(run.hours, advance(run.hours, from, count - 1)).epochDay;
    used += count;
  }
  return used;
}

/** The closing instants by which the working days up to an instant were used, in order. */
export function countedClosings(
  stretches: readonly Stretch<WorkCalendar>[],
  received: number,
  until: number,
  merged: readonly Pause[],
): readonly number[] {
  const closings: number[] = [];
  let lastDay = received;
  for (const run of closingRuns(stretches, merged, until)) {
    const from = firstClosing(run.hours, run.from, run.includesFrom, lastDay);
    const count = placesBetween(run.hours, from, firstClosing(run.hours, run.to, !run.includesTo, lastDay));
    for (let index = 0; index < count; index += 1) {
      const day = dayAt(run.hours, advance(run.hours, from, index));
      closings.push(day.closesAt);
      lastDay = day.epochDay;
    }
  }
  return closings;
}

/** A time in which the clock runs on one calendar; whether a closing at its very edge is counted in it. */
interface ClosingRun {
  readonly hours: WorkCalendar;
  readonly stretchFrom: number;
  readonly from: number;
  readonly includesFrom: boolean;
  readonly to: number;
  readonly includesTo: boolean;
}

function* closingRuns(
  stretches: readonly Stretch<WorkCalendar>[],
  merged: readonly Pause[],
  until = Infinity,
): Generator<ClosingRun> {
  for (const [index, { from: stretchFrom, hours }] of stretches.entries()) {
    const end = Math.min(stretches[index + 1]?.from ?? Infinity, until);
    // A closing at the moment of a transfer belongs to the office that gives the case away.
    let run = { hours, stretchFrom, from: stretchFrom, includesFrom: index === 0 };
    for (const [pausedAt, resumedAt] of merged) {
      if (pausedAt > end) break;
      if (resumedAt <= run.from) continue;
      if (pausedAt > run.from) yield { ...run, to: pausedAt, includesTo: false };
      run = { ...run, from: resumedAt, includesFrom: true };
    }
    if (run.from <= end && run.from !== Infinity) yield { ...run, to: end, includesTo: true };
  }
}

function instantWithin(
  calendar: WorkCalendar,
  day: WorkingDay,
  from: number,
  share: number,
  merged: readonly Pause[],
): number {
  let openMs = calendar.openMsBetween(from, day.closesAt);
  for (const [pausedAt, resumedAt] of merged) {
    openMs -= calendar.openMsBetween(Math.max(pausedAt, from), Math.min(resumedAt, day.closesAt));
  }
  const shareMs = Math.ceil(openMs * share);
  return shareMs > 0 ? instantAfterPauses(calendar, from, shareMs, merged) : day.closesAt;
}

/** The first working day after a date whose closing instant is at or after (or only after) the given one. */
function firstClosing(calendar: WorkCalendar, at: number, orAt: boolean, afterDay: number): Place {
  // A day closes at the latest at its own midnight, so yesterday's closing is the earliest that can still come.
  let place = placeFrom(calendar, Math.max(afterDay + 1, calendar.zone.localDayAt(at) - 1));
  for (;;) {
    const { closesAt } = dayAt(calendar, place);
    if (orAt ? closesAt >= at : closesAt > at) return place;
    place = advance(calendar, place, 1);
  }
}

/** The first working day on or after a date. */
function placeFrom(calendar: WorkCalendar, epochDay: number): Place {
  const year = utcYearOf(epochDay * dayMs);
  const days = calendar.workingDaysOf(year);
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]!.epochDay < epochDay) low = middle + 1;
    else high = middle;
  }
  return advance(calendar, { year, index: low }, 0);
}

function advance(calendar: WorkCalendar, place: Place, count: number): Place {
  let { year } = place;
  let index = place.index + count;
  for (; year <= place.year + horizonYears; year += 1) {
    const { length } = calendar.workingDaysOf(year);
    if (index < length) return { year, index };
    index -= length;
  }
  throw beyondHorizon();
}

function placesBetween(calendar: WorkCalendar, from: Place, to: Place): number {
  if (to.year < from.year) return 0;
  let count = to.index - from.index;
  for (let year = from.year; year < to.year; year += 1) count += calendar.workingDaysOf(year).length;
  return Math.max(0, count);
}

function dayAt(calendar: WorkCalendar, place: Place): WorkingDay {
  return calendar.workingDaysOf(place.year)[place.index]!;
}
