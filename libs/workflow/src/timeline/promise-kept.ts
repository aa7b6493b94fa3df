import { dayMs, formatDate } from '../working-time/local-time.js';
import { type ClockRecord, isOpen } from './clock-record.js';
import type { CalendarLookup } from './events.js';
import { marginWorkingMs } from './timeline.js';

/** A case's clocks as read from its history, with what figures are grouped by. */
export interface ClocksOfCase {
  readonly caseId: string;
  readonly area: string;
  readonly clocks: readonly ClockRecord[];
}

/** What figures are grouped by: the limit, the area, the office, the month, in any combination. */
export type FigureGrouping = 'target' | 'area' | 'office' | 'month';

/** What became of a promise. `void`: the case ended before it was due, so there was nothing left to keep. */
export type PromiseOutcome = 'kept' | 'kept-late' | 'missed' | 'open' | 'void';

export interface PromiseFigure {
  /** The values grouped by; null where a case had no office. Months are `YYYY-MM`, as the office's calendar has them. */
  readonly group: Readonly<Partial<Record<FigureGrouping, string | null>>>;
  readonly counts: Readonly<Record<PromiseOutcome, number>>;
  /** Kept in time, of all promises decided so far; null where none was. */
  readonly keptShare: number | null;
  /** Working time to spare where the promise was kept, in milliseconds. */
  readonly spareMs: Spread | null;
  /** Working time too late where it was kept late or missed, in milliseconds; still growing while a missed one is open. */
  readonly lateMs: Spread | null;
  /** The clocks counted, so that every figure leads to its cases. */
  readonly clocks: readonly {
    readonly caseId: string;
    readonly target: string;
    readonly ordinal: number;
    readonly outcome: PromiseOutcome;
  }[];
}

export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/**
 * How promises were kept, counted from the clocks of the cases and from nothing else. The month of a promise is that
 * of its decision: when it was met, when it was broken, when its case ended; for an open one, of now.
 */
export function promiseFigures(
  cases: Iterable<ClocksOfCase>,
  groupBy: readonly FigureGrouping[],
  calendars: CalendarLookup,
  now: number,
): readonly PromiseFigure[] {
  const groups = new Map<string, Tally>();
  for (const { caseId, area, clocks } of cases) {
    for (const clock of clocks) {
      const outcome = promiseOutcome(clock);
      const values = {
        target: clock.target,
        area,
        office: clock.office,
        month: monthOf(clock, clock.breachedAt ?? clock.closedAt ?? now, calendars),
      };
      const group = Object.fromEntries(groupBy.map((grouping) => [grouping, values[grouping]]));
      const key = JSON.stringify(group);
      const tally = groups.get(key) ?? new Tally(group);
      groups.set(key, tally);
      tally.add(
        { caseId, target: clock.target, ordinal: clock.ordinal, outcome },
        marginWorkingMs(clock, calendars, now),
      );
    }
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally.figure());
}

/** What became of one promise. A breach is never forgotten by a clock, also if the step was done in the end. */
export function promiseOutcome(clock: ClockRecord): PromiseOutcome {
  if (clock.breachedAt !== null) return clock.closedBy === 'met' ? 'kept-late' : 'missed';
  if (isOpen(clock)) return 'open';
  return clock.closedBy === 'met' ? 'kept' : 'void';
}

class Tally {
  readonly #clocks: PromiseFigure['clocks'][number][] = [];
  readonly #spareMs: number[] = [];
  readonly #lateMs: number[] = [];

  constructor(private readonly group: PromiseFigure['group']) {}

  add(clock: PromiseFigure['clocks'][number], marginMs: number | null): void {
    this.#clocks.push(clock);
    if (marginMs === null) return;
    if (clock.outcome === 'kept') this.#spareMs.push(marginMs);
    if (clock.outcome === 'kept-late' || clock.outcome === 'missed') this.#lateMs.push(-marginMs);
  }

  figure(): PromiseFigure {
    const counts: Record<PromiseOutcome, number> = { kept: 0, 'kept-late': 0, missed: 0, open: 0, void: 0 };
    for (const { outcome } of this.#clocks) counts[outcome] += 1;
    const decided = counts.kept + counts['kept-late'] + counts.missed;
    return {
      group: this.group,
      counts,
      keptShare: decided === 0 ? null : counts.kept / decided,
      spareMs: spread(this.#spareMs),
      lateMs: spread(this.#lateMs),
      clocks: this.#clocks,
    };
  }
}

function spread(values: number[]): Spread | null {
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  const median = values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
  return { least: values[0]!, median, most: values.at(-1)! };
}

function monthOf(clock: ClockRecord, at: number, calendars: CalendarLookup): string {
  const { calendar, version } = clock.stretches.at(-1)!;
  const { zone } = calendars(calendar, version);
  return formatDate(Math.floor(zone.readingAt(at) / dayMs)).slice(0, 7);
}
