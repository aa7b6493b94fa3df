import { WorkingTimeError } from './working-time-error.js';

/** A pause [from, to) in milliseconds since the epoch; `Infinity` while it lasts. */
export type Pause = readonly [from: number, to: number];

/**
 * Pauses in order, each instant once: overlapping and touching ones joined, empty ones dropped.
 * @throws WorkingTimeError `inverted_period` for one that ends before it begins
 */
export function mergePauses(pauses: readonly Pause[]): readonly Pause[] {
  if (pauses.length === 0) return pauses;
  const merged: [number, number][] = [];
  for (const [from, to] of [...pauses].sort(([a], [b]) => a - b)) {
    if (to < from) throw new WorkingTimeError('inverted_period', 'a pause ends before it begins');
    if (to === from) continue;
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What is left of [from, to) outside the pauses, in order. The pauses are merged. */
export function* runningPieces(
  from: number,
  to: number,
  merged: readonly Pause[],
): Generator<readonly [from: number, to: number]> {
  let at = from;
  for (const [pausedAt, resumedAt] of merged) {
    if (pausedAt >= to) break;
    if (pausedAt > at) yield [at, pausedAt];
    at = Math.max(at, resumedAt);
  }
  if (at < to) yield [at, to];
}
