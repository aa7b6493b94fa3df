import { assertWorkMs, instantAfterPauses } from './arithmetic.js';
import type { Stretch } from './changes.js';
import { dayMs, hourMs } from './local-time.js';
import { beyondHorizon } from './open-hours.js';
import { mergePauses, type Pause } from './pauses.js';
import type { WorkCalendar } from './work-calendar.js';
import type { Place } from './working-day-list.js';

/** What comes after four in the afternoon is read the next working day. */
const receivedUntilMs = 16 * hourMs;

/**
 * The local date (days since 1970-01-01) that counts as the day of receipt: the date itself, or the next working day
 * if it came on a closed day or after 16:00. An emergency counts at once.
 * @throws WorkingTimeError `beyond_horizon`
 */
export function dayReceived(calendar: WorkCalendar, at: number, isEmergency: boolean): number {
  const today = calendar.zone.localDayAt(at);
  if (isEmergency) return today;
  const inTime = calendar.zone.readingAt(at) - today * dayMs <= receivedUntilMs;
  const { workingDays } = calendar;
  return workingDays.epochDayAt(workingDays.from(inTime ? today : today + 1));
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
  for (const run of closingRuns(stretches, merged, Infinity)) {
    const { workingDays } = run.hours;
    const first = firstClosing(run.hours, run.from, true, lastDay);
    const count = run.to === Infinity ? Infinity : workingDays.between(first, endOf(run, lastDay));
    if (count >= left) {
      const place = workingDays.advance(first, left - 1);
      const closesAt = workingDays.closesAt(place);
      const share = days - whole;
      if (share === 1) return closesAt;
      return instantWithin(run.hours, Math.max(workingDays.opensAt(place), run.stretchFrom), closesAt, share, merged);
    }
    if (count > 0) {
      lastDay = workingDays.epochDayAt(workingDays.advance(first, count - 1));
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
    const { workingDays } = run.hours;
    const first = firstClosing(run.hours, run.from, true, lastDay);
    const count = workingDays.between(first, endOf(run, lastDay));
    if (count === 0) continue;
    lastDay = workingDays.epochDayAt(workingDays.advance(first, count - 1));
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
    const { workingDays } = run.hours;
    const first = firstClosing(run.hours, run.from, true, lastDay);
    const count = workingDays.between(first, endOf(run, lastDay));
    for (let index = 0; index < count; index += 1) {
      const place = workingDays.advance(first, index);
      closings.push(workingDays.closesAt(place));
      lastDay = workingDays.epochDayAt(place);
    }
  }
  return closings;
}

/** A time in which the clock runs on one calendar. A closing at its beginning is counted in it. */
interface ClosingRun {
  readonly hours: WorkCalendar;
  readonly stretchFrom: number;
  readonly from: number;
  readonly to: number;
  /** A closing at the end is counted too, unless a pause begins with it. */
  readonly includesTo: boolean;
}

function closingRuns(
  stretches: readonly Stretch<WorkCalendar>[],
  merged: readonly Pause[],
  until: number,
): readonly ClosingRun[] {
  const runs: ClosingRun[] = [];
  for (const [index, { from: stretchFrom, hours }] of stretches.entries()) {
    const end = Math.min(stretches[index + 1]?.from ?? Infinity, until);
    let from = stretchFrom;
    for (const [pausedAt, resumedAt] of merged) {
      if (pausedAt > end) break;
      if (resumedAt <= from) continue;
      if (pausedAt > from) runs.push({ hours, stretchFrom, from, to: pausedAt, includesTo: false });
      from = resumedAt;
    }
    if (from <= end && from !== Infinity) {
      runs.push({ hours, stretchFrom, from, to: end, includesTo: true });
    }
  }
  return runs;
}

/** The instant by which a share of the open time left on a day has passed outside the pauses. */
function instantWithin(
  calendar: WorkCalendar,
  from: number,
  closesAt: number,
  share: number,
  merged: readonly Pause[],
): number {
  let openMs = calendar.openMsBetween(from, closesAt);
  for (const [pausedAt, resumedAt] of merged) {
    openMs -= calendar.openMsBetween(Math.max(pausedAt, from), Math.min(resumedAt, closesAt));
  }
  const shareMs = Math.ceil(openMs * share);
  return shareMs > 0 ? instantAfterPauses(calendar, from, shareMs, merged) : closesAt;
}

/** The first working day after a date whose closing instant is at or after (or only after) the given one. */
function firstClosing({ workingDays, zone }: WorkCalendar, at: number, orAt: boolean, afterDay: number): Place {
  // A day closes at the latest at its own midnight, so yesterday's closing is the earliest that can still come.
  let place = workingDays.from(Math.max(afterDay + 1, zone.localDayAt(at) - 1));
  for (;;) {
    const closesAt = workingDays.closesAt(place);
    if (orAt ? closesAt >= at : closesAt > at) return place;
    place = workingDays.advance(place, 1);
  }
}

/** The first working day that a run no longer counts. */
function endOf({ hours, to, includesTo }: ClosingRun, afterDay: number): Place {
  return firstClosing(hours, to, !includesTo, afterDay);
}
