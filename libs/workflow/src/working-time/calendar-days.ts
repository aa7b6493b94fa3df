import { assertWorkMs } from './arithmetic.js';
import type { Stretch } from './changes.js';
import { dayMs } from './local-time.js';
import { beyondHorizon } from './open-hours.js';
import { mergePauses, type Pause, runningPieces } from './pauses.js';
import type { Zone } from './zone.js';

/**
 * Calendar days end at the same local time: they are counted by the clock on the wall, which a change of offset sets
 * but does not lengthen. A pause moves the end by what the wall clock showed while it lasted.
 * @throws WorkingTimeError `limit_not_positive`, `limit_absurd`, `beyond_horizon`, `inverted_period`
 */
export function dueInCalendarDays(zone: Zone, startAt: number, days: number, pauses: readonly Pause[] = []): number {
  assertWorkMs(days * dayMs);
  const due = instantOfWallTime([{ from: startAt, hours: zone }], startAt, days * dayMs, mergePauses(pauses));
  if (due === null) throw beyondHorizon();
  return due;
}

/** The instant at which so much wall-clock time has passed; null if a pause without end comes first. */
export function instantOfWallTime(
  stretches: readonly Stretch<Zone>[],
  startAt: number,
  wallMs: number,
  merged: readonly Pause[],
): number | null {
  let leftMs = wallMs;
  for (const { zone, from, to } of zonePieces(stretches, startAt, Infinity, merged)) {
    const passedMs = to === Infinity ? Infinity : zone.readingAt(to) - zone.readingAt(from);
    if (passedMs >= leftMs) return zone.instantOfReading(zone.readingAt(from) + leftMs, from);
    leftMs -= passedMs;
  }
  return null;
}

/** Wall-clock time in [startAt, until) outside the pauses, each stretch by the clock of its own zone. */
export function wallTimeUntil(
  stretches: readonly Stretch<Zone>[],
  startAt: number,
  until: number,
  merged: readonly Pause[],
): number {
  let sum = 0;
  for (const { zone, from, to } of zonePieces(stretches, startAt, until, merged))
    sum += zone.readingAt(to) - zone.readingAt(from);
  return sum;
}

function* zonePieces(
  stretches: readonly Stretch<Zone>[],
  startAt: number,
  until: number,
  merged: readonly Pause[],
): Generator<{ readonly zone: Zone; readonly from: number; readonly to: number }> {
  for (const [index, { from: stretchFrom, hours: zone }] of stretches.entries()) {
    const end = Math.min(stretches[index + 1]?.from ?? Infinity, until);
    for (const [from, to] of runningPieces(Math.max(stretchFrom, startAt), end, merged)) yield { zone, from, to };
  }
}
