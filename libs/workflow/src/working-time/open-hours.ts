import { dayMs, startOfUtcYear, utcYearOf } from './local-time.js';
import { WorkingTimeError } from './working-time-error.js';

/** How far ahead a due time may lie. A calendar that gives no answer by then gives none. */
export const horizonYears = 50;
const earliestYear = 1900;
const latestYear = 2400;

/**
 * The open intervals of one UTC year, with the open time before each: both questions, "how much until t" and
 * "when is so much used up", are a look-up.
 */
export class OpenTable {
  readonly startAt: number;
  readonly endAt: number;
  readonly count: number;
  /** Open time of the whole year. */
  readonly totalMs: number;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Open time of the year before each interval; one entry more than there are intervals. */
  readonly before: Float64Array;
  /** By day of the year: the first interval that closes after the day's midnight. */
  readonly #firstOfDay: Uint16Array;

  /** The pieces are sorted, do not overlap and lie within the year; touching ones are joined. */
  constructor(year: number, pieces: readonly (readonly [from: number, to: number])[]) {
    this.startAt = startOfUtcYear(year);
    this.endAt = startOfUtcYear(year + 1);
    const joined: [number, number][] = [];
    for (const [from, to] of pieces) {
      const last = joined.at(-1);
      if (last && last[1] >= from) last[1] = Math.max(last[1], to);
      else joined.push([from, to]);
    }
    this.count = joined.length;
    this.opens = Float64Array.from(joined, ([from]) => from);
    this.closes = Float64Array.from(joined, ([, to]) => to);
    this.before = new Float64Array(this.count + 1);
    joined.forEach(([from, to], index) => {
      this.before[index + 1] = this.before[index]! + (to - from);
    });
    this.totalMs = this.before[this.count]!;
    this.#firstOfDay = new Uint16Array((this.endAt - this.startAt) / dayMs);
    let index = 0;
    for (let day = 0; day < this.#firstOfDay.length; day += 1) {
      while (index < this.count && this.closes[index]! <= this.startAt + day * dayMs) index += 1;
      this.#firstOfDay[day] = index;
    }
  }

  /** The first interval that closes after the instant; `count` if none does. */
  indexAt(at: number): number {
    let index = this.#firstOfDay[Math.floor((at - this.startAt) / dayMs)]!;
    while (index < this.count && this.closes[index]! <= at) index += 1;
    return index;
  }

  openMsUntil(at: number): number {
    const index = this.indexAt(at);
    const before = this.before[index]!;
    if (index === this.count) return before;
    const open = this.opens[index]!;
    return at > open ? before + (at - open) : before;
  }

  /** The earliest instant of the year by which so much of its open time has passed; the amount is above zero and within the total. */
  instantOf(openMs: number, hint: number): number {
    let low = hint;
    if (this.before[low + 1]! < openMs) {
      let high = this.count - 1;
      low += 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.before[middle + 1]! >= openMs) high = middle;
        else low = middle + 1;
      }
    }
    return this.opens[low]! + (openMs - this.before[low]!);
  }
}

/**
 * Hours of opening as the arithmetic sees them: of one calendar, or shared by several. Instants are milliseconds
 * since the epoch. Tables are made a year at a time, on first need, and kept.
 */
export abstract class OpenHours {
  readonly #tables: (OpenTable | undefined)[] = [];
  #recent: OpenTable | undefined;

  protected abstract openPieces(year: number): readonly (readonly [from: number, to: number])[];

  /** @throws WorkingTimeError `instant_out_of_range` */
  tableAt(at: number): OpenTable {
    const recent = this.#recent;
    if (recent && at >= recent.startAt && at < recent.endAt) return recent;
    const table = this.tableOfYear(utcYearOf(at));
    this.#recent = table;
    return table;
  }

  /** @throws WorkingTimeError `instant_out_of_range` */
  tableOfYear(year: number): OpenTable {
    if (!(year >= earliestYear && year < latestYear)) {
      throw new WorkingTimeError(
        'instant_out_of_range',
        `working time is known from ${earliestYear} to ${latestYear} only`,
      );
    }
    const index = year - earliestYear;
    return (this.#tables[index] ??= new OpenTable(year, this.openPieces(year)));
  }

  isOpenAt(at: number): boolean {
    const table = this.tableAt(at);
    const index = table.indexAt(at);
    return index < table.count && table.opens[index]! <= at;
  }

  /** Open time in [from, to), in milliseconds; nothing for a period turned round. */
  openMsBetween(from: number, to: number): number {
    if (to <= from) return 0;
    const first = this.tableAt(from);
    if (to < first.endAt) return first.openMsUntil(to) - first.openMsUntil(from);
    let sum = first.totalMs - first.openMsUntil(from);
    const lastYear = utcYearOf(to);
    for (let year = utcYearOf(from) + 1; year < lastYear; year += 1) sum += this.tableOfYear(year).totalMs;
    return sum + this.tableOfYear(lastYear).openMsUntil(to);
  }

  /**
   * The earliest instant at which so much open time (above zero) has passed since the start.
   * @throws WorkingTimeError `beyond_horizon`
   */
  instantAfter(from: number, openMs: number): number {
    let table = this.tableAt(from);
    const index = table.indexAt(from);
    let target = openMs + table.before[index]!;
    if (index < table.count && from > table.opens[index]!) target += from - table.opens[index]!;
    if (target <= table.totalMs) return table.instantOf(target, index);

    const firstYear = utcYearOf(from);
    for (let year = firstYear + 1; year <= firstYear + horizonYears; year += 1) {
      target -= table.totalMs;
      table = this.tableOfYear(year);
      if (target <= table.totalMs) return table.instantOf(target, 0);
    }
    throw beyondHorizon();
  }

  /**
   * The earliest open instant at or after the given one.
   * @throws WorkingTimeError `beyond_horizon` where the hours do not open again
   */
  nextOpening(at: number): number {
    const firstYear = utcYearOf(at);
    for (let year = firstYear; year <= firstYear + horizonYears; year += 1) {
      const table = this.tableOfYear(year);
      const index = table.indexAt(Math.max(at, table.startAt));
      if (index < table.count) return Math.max(at, table.opens[index]!);
    }
    throw beyondHorizon();
  }

  /** The open intervals that touch [from, to), cut to it, in order. */
  *openIntervals(from: number, to: number): Generator<readonly [from: number, to: number]> {
    for (let year = utcYearOf(from); startOfUtcYear(year) < to; year += 1) {
      const table = this.tableOfYear(year);
      for (let index = table.indexAt(Math.max(from, table.startAt)); index < table.count; index += 1) {
        if (table.opens[index]! >= to) return;
        yield [Math.max(table.opens[index]!, from), Math.min(table.closes[index]!, to)];
      }
    }
  }
}

export function beyondHorizon(): WorkingTimeError {
  return new WorkingTimeError(
    'beyond_horizon',
    `the calendar is not open for long enough in the next ${horizonYears} years: no due time can be given`,
  );
}
