import type { ClockRules } from './case-rules.js';
import type { ClockRecord } from './clock-record.js';
import { ClockRun } from './clock-run.js';
import type { CaseStanding, TimelineEvent } from './events.js';

/** Where a case stands and all its clocks, closed ones included. JSON-safe: what the caller stores between transitions. */
export interface ClockBook {
  /** Null before the case exists. */
  readonly standing: CaseStanding | null;
  /** In the order they were opened. */
  readonly clocks: readonly ClockRecord[];
}

export interface AdvancedClocks extends ClockBook {
  /** The clocks opened or changed by the events or the passing of time: the ones to write. */
  readonly changed: readonly ClockRecord[];
}

export const emptyClockBook: ClockBook = { standing: null, clocks: [] };

/**
 * Goes on from stored clocks with new events, up to now: what is opened, paused, resumed, moved or closed by them.
 * Gives what `timeline` gives from the whole history, at the cost of the new events only. Call it with no events to
 * let time pass (recurring clocks that have fallen due open anew).
 * @throws WorkingTimeError `beyond_horizon` where a calendar gives no due time
 */
export function advanceClocks(
  rules: ClockRules,
  book: ClockBook,
  events: readonly TimelineEvent[],
  now: number,
): AdvancedClocks {
  const run = new ClockRun(rules, book.standing, book.clocks);
  for (const event of events) run.apply(event);
  run.passTime(now);
  const known = new Set(book.clocks);
  return {
    standing: run.standing,
    clocks: run.clocks,
    changed: run.clocks.filter((clock) => !known.has(clock)),
  };
}
