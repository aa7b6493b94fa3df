import { assertWorkMs, dueAt, instantAfterPauses } from './arithmetic.js';
import type { OpenHours } from './open-hours.js';
import { mergePauses, type Pause } from './pauses.js';
import { WorkingTimeError } from './working-time-error.js';

/** From an instant on, another target (a new urgency, an edited policy). */
export interface TargetChange {
  readonly at: number;
  readonly workMs: number;
}

/**
 * Due after the target was changed. `replay` recomputes from the start with the last target and all pauses, which is
 * how this house treats urgency, policy and calendar edits; `restart` counts the last target from the last change.
 * @throws WorkingTimeError as `dueAt`
 */
export function dueAfterChanges(
  hours: OpenHours,
  startAt: number,
  workMs: number,
  changes: readonly TargetChange[],
  mode: 'replay' | 'restart',
  pauses: readonly Pause[] = [],
): number {
  const last = changes.reduce<TargetChange>((latest, change) => (change.at >= latest.at ? change : latest), {
    at: startAt,
    workMs,
  });
  return dueAt(hours, mode === 'restart' ? last.at : startAt, last.workMs, pauses);
}

/** From an instant on, the hours of this calendar are in force, until the next stretch begins. */
export interface Stretch<Hours = OpenHours> {
  readonly from: number;
  readonly hours: Hours;
}

/**
 * Due after transfers to offices with other calendars. `carry` counts each stretch on the calendar in force at that
 * time (time used stays as counted, the rest runs on the new calendar); `replay` counts everything on the last one.
 * @throws WorkingTimeError as `dueAt`, and `no_calendar` where the first stretch begins after the start
 */
export function dueAfterTransfers(
  stretches: readonly Stretch[],
  startAt: number,
  workMs: number,
  mode: 'carry' | 'replay',
  pauses: readonly Pause[] = [],
): number {
  assertWorkMs(workMs);
  const last = stretches.at(-1);
  if (!last || stretches[0]!.from > startAt)
    throw new WorkingTimeError('no_calendar', 'no calendar is in force at the start');
  if (mode === 'replay') return dueAt(last.hours, startAt, workMs, pauses);

  const merged = mergePauses(pauses);
  let leftMs = workMs;
  for (const [index, { from, hours }] of stretches.entries()) {
    const next = stretches[index + 1];
    const at = Math.max(from, startAt);
    if (!next) return instantAfterPauses(hours, at, leftMs, merged);
    if (next.from <= at) continue;
    const ranMs = ranBetween(hours, at, next.from, merged);
    if (ranMs >= leftMs) return instantAfterPauses(hours, at, leftMs, merged);
    leftMs -= ranMs;
  }
  throw new WorkingTimeError('no_calendar', 'no calendar is in force');
}

function ranBetween(hours: OpenHours, from: number, to: number, merged: readonly Pause[]): number {
  let sum = hours.openMsBetween(from, to);
  for (const [pausedAt, resumedAt] of merged)
    sum -= hours.openMsBetween(Math.max(pausedAt, from), Math.min(resumedAt, to));
  return sum;
}
