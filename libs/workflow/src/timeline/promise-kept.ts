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
  readonly spareMs: MarginSpread | null;
  /** Working time too late where it was kept late or missed, in milliseconds; still growing while a missed one is open. */
  readonly lateMs: MarginSpread | null;
  /** The clocks counted, so that every figure leads to its cases. */
  readonly clocks: readonly {
    readonly caseId: string;
    readonly target: string;
    readonly ordinal: number;
    readonly outcome: PromiseOutcome;
  }[];
}

export interface MarginSpread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** One promise with what became of it: what figures are made of, and the list behind them. */
export interface CountedPromise {
  readonly caseId: string;
  readonly target: string;
  readonly ordinal: number;
  readonly area: string;
  /** Null where a case had no office. */
  readonly office: string | null;
  /** `YYYY-MM` of the decision, as the calendar of the clock has it; see `promisesOf`. */
  readonly month: string;
  readonly outcome: PromiseOutcome;
  /** Working time to spare or, below zero, too late, in milliseconds; null while a pause hides the due instant. */
  readonly marginMs: number | null;
}

/**
 * The promises of a case, read from its clocks and from nothing else. The month of a promise is that of its decision:
 * when it was met, when it was broken, when its case ended; for an open one, of now.
 */
export function promisesOf(
  { caseId, area, clocks }: ClocksOfCase,
  calendars: CalendarLookup,
  now: number,
): readonly CountedPromise[] {
  return clocks.map((clock) => ({
    caseId,
    target: clock.target,
    ordinal: clock.ordinal,
    area,
    office: clock.office,
    month: monthOf(clock, clock.breachedAt ?? clock.closedAt ?? now, calendars),
    outcome: promiseOutcome(clock),
    marginMs: marginWorkingMs(clock, calendars, now),
  }));
}

/** How promises were kept, from the clocks of all the cases at once. */
export function promiseFigures(
  cases: Iterable<ClocksOfCase>,
  groupBy: readonly FigureGrouping[],
  calendars: CalendarLookup,
  now: number,
): readonly PromiseFigure[] {
  const tally = new PromiseTally(groupBy);
  for (const theCase of cases) for (const promise of promisesOf(theCase, calendars, now)) tally.add(promise);
  return tally.figures();
}

/** Adds promises up one by one, so that cases can be read in a stream; what grows is a number for each promise. */
export class PromiseTally {
  readonly #groups = new Map<string, GroupTally>();

  constructor(private readonly groupBy: readonly FigureGrouping[]) {}

  add(promise: CountedPromise): void {
    const group = Object.fromEntries(this.groupBy.map((grouping) => [grouping, promise[grouping]]));
    const key = JSON.stringify(group);
    const tally = this.#groups.get(key) ?? new GroupTally(group);
    this.#groups.set(key, tally);
    tally.add(promise);
  }

  /** In the order of their groups. */
  figures(): readonly PromiseFigure[] {
    return [...this.#groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally.figure());
  }
}

/** What became of one promise. A breach is never forgotten by a clock, also if the step was done in the end. */
export function promiseOutcome(clock: ClockRecord): PromiseOutcome {
  if (clock.breachedAt !== null) return clock.closedBy === 'met' ? 'kept-late' : 'missed';
  if (isOpen(clock)) return 'open';
  return clock.closedBy === 'met' ? 'kept' : 'void';
}

class GroupTally {
  readonly #clocks: PromiseFigure['clocks'][number][] = [];
  readonly #spareMs: number[] = [];
  readonly #lateMs: number[] = [];

  constructor(private readonly group: PromiseFigure['group']) {}

  add({ caseId, target, ordinal, outcome, marginMs }: CountedPromise): void {
    this.#clocks.push({ caseId, target, ordinal, outcome });
    if (marginMs === null) return;
    if (outcome === 'kept') this.#spareMs.push(marginMs);
    if (outcome === 'kept-late' || outcome === 'missed') this.#lateMs.push(-marginMs);
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

function spread(values: number[]): MarginSpread | null {
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
