import { dayMs } from './local-time.js';
import { beyondHorizon, horizonYears, type OpenHours } from './open-hours.js';
import { mergePauses, type Pause } from './pauses.js';
import { WorkingTimeError } from './working-time-error.js';

const longestWorkMs = horizonYears * 366 * dayMs;

/** @throws WorkingTimeError `limit_not_positive`, `limit_absurd` */
export function assertWorkMs(workMs: number): void {
  if (!(workMs > 0)) throw new WorkingTimeError('limit_not_positive', 'a limit must be above zero');
  if (workMs > longestWorkMs) {
    throw new WorkingTimeError('limit_absurd', `a limit of more than ${horizonYears} years is refused`);
  }
}

/**
 * The earliest instant at which the working time has passed since the start. Used up exactly at closing time, that is
 * the closing instant. Only the open part of a pause counts, and what two pauses share counts once.
 * @throws WorkingTimeError `limit_not_positive`, `limit_absurd`, `beyond_horizon`, `inverted_period`
 */
export function dueAt(hours: OpenHours, startAt: number, workMs: number, pauses: readonly Pause[] = []): number {
  assertWorkMs(workMs);
  if (pauses.length === 0) return hours.instantAfter(startAt, workMs);
  return instantAfterPauses(hours, startAt, workMs, mergePauses(pauses));
}

/** The same for pauses already merged; the amount is above zero. */
export function instantAfterPauses(
  hours: OpenHours,
  startAt: number,
  workMs: number,
  merged: readonly Pause[],
): number {
  let at = startAt;
  let leftMs = workMs;
  for (const [pausedAt, resumedAt] of merged) {
    if (resumedAt <= at) continue;
    if (pausedAt > at) {
      const ranMs = hours.openMsBetween(at, pausedAt);
      if (ranMs >= leftMs) break;
      leftMs -= ranMs;
    }
    if (resumedAt === Infinity) throw beyondHorizon();
    at = resumedAt;
  }
  return hours.instantAfter(at, leftMs);
}

/**
 * Working time in [from, to) outside the pauses, in milliseconds.
 * @throws WorkingTimeError `inverted_period`
 */
export function elapsed(hours: OpenHours, from: number, to: number, pauses: readonly Pause[] = []): number {
  if (to < from) throw new WorkingTimeError('inverted_period', 'the period ends before it begins');
  let sum = hours.openMsBetween(from, to);
  for (const [pausedAt, resumedAt] of mergePauses(pauses)) {
    sum -= hours.openMsBetween(Math.max(pausedAt, from), Math.min(resumedAt, to));
  }
  return sum;
}

/**
 * For each percentage of the target, the earliest instant at which so much of it has passed. May exceed 100.
 * @throws WorkingTimeError as `dueAt`
 */
export function thresholds(
  hours: OpenHours,
  startAt: number,
  workMs: number,
  percentages: readonly number[],
  pauses: readonly Pause[] = [],
): ReadonlyMap<number, number> {
  assertWorkMs(workMs);
  return new Map(percentages.map((percent) => [percent, dueAt(hours, startAt, shareOf(workMs, percent), pauses)]));
}

/** A share of an amount in whole milliseconds: an instant before the share is full would be too early. */
export function shareOf(amountMs: number, percent: number): number {
  return Math.ceil((amountMs * percent) / 100);
}

/**
 * The earliest working instant at or after the given one that no pause covers.
 * @throws WorkingTimeError `beyond_horizon`
 */
export function nextOpening(hours: OpenHours, at: number, pauses: readonly Pause[] = []): number {
  let open = hours.nextOpening(at);
  for (const [pausedAt, resumedAt] of mergePauses(pauses)) {
    if (open < pausedAt) break;
    if (open < resumedAt) {
      if (resumedAt === Infinity) throw beyondHorizon();
      open = hours.nextOpening(resumedAt);
    }
  }
  return open;
}
