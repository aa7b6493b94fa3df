import { dayMs } from './local-time.js';
import { beyondHorizon, horizonYears } from './open-hours.js';

/** An open piece of a local date. */
export interface DatedPiece {
  /** Days since 1970-01-01. */
  readonly epochDay: number;
  readonly from: number;
  readonly to: number;
}

/** Where a working day stands in the list of a calendar. Places of one list compare like their days. */
export type Place = number;

/** Dates are kept in blocks of so many, made on first need: a power of two, somewhat more than a year. */
const blockBits = 9;
const blockDays = 1 << blockBits;
const horizonBlocks = Math.ceil((horizonYears * 366) / blockDays);

interface Block {
  readonly epochDays: Int32Array;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** By date of the block: the first working day on or after it. */
  readonly firstFrom: Uint16Array;
}

/**
 * The working days of a calendar in order, found by date and counted by subtraction, so that sixty working days cost
 * what five do.
 */
export class WorkingDayList {
  readonly #blocks = new Map<number, Block>();
  #recent: Block | undefined;
  #recentNumber = Number.NaN;

  /** Gives the open pieces of a time, each within its local date, in order. */
  constructor(private readonly datedPieces: (from: number, to: number) => readonly DatedPiece[]) {}

  epochDayAt(place: Place): number {
    return this.#block(place >> blockBits).epochDays[place & (blockDays - 1)]!;
  }

  opensAt(place: Place): number {
    return this.#block(place >> blockBits).opens[place & (blockDays - 1)]!;
  }

  /** The day's last closing instant. */
  closesAt(place: Place): number {
    return this.#block(place >> blockBits).closes[place & (blockDays - 1)]!;
  }

  /** The first working day on or after a date. @throws WorkingTimeError `beyond_horizon` */
  from(epochDay: number): Place {
    const block = epochDay >> blockBits;
    return this.#normal(block, this.#block(block).firstFrom[epochDay & (blockDays - 1)]!);
  }

  /** So many working days further on. @throws WorkingTimeError `beyond_horizon` */
  advance(place: Place, count: number): Place {
    return this.#normal(place >> blockBits, (place & (blockDays - 1)) + count);
  }

  /** How many working days lie from one place to another; none where the other comes first. */
  between(from: Place, to: Place): number {
    if (to <= from) return 0;
    let count = (to & (blockDays - 1)) - (from & (blockDays - 1));
    for (let block = from >> blockBits; block < to >> blockBits; block += 1)
      count += this.#block(block).epochDays.length;
    return count;
  }

  #normal(first: number, index: number): Place {
    let left = index;
    for (let block = first; block <= first + horizonBlocks; block += 1) {
      const { length } = this.#block(block).epochDays;
      if (left < length) return block * blockDays + left;
      left -= length;
    }
    throw beyondHorizon();
  }

  #block(number: number): Block {
    if (number === this.#recentNumber) return this.#recent!;
    const block = this.#blocks.get(number) ?? this.#made(number);
    this.#recentNumber = number;
    this.#recent = block;
    return block;
  }

  #made(number: number): Block {
    const [firstDay, endDay] = [number * blockDays, (number + 1) * blockDays];
    const days = new Map<number, { opensAt: number; closesAt: number }>();
    // A date begins and ends within a day of its namesake in UTC, or two at the date line.
    for (const { epochDay, from, to } of this.datedPieces((firstDay - 2) * dayMs, (endDay + 2) * dayMs)) {
      if (epochDay < firstDay || epochDay >= endDay) continue;
      const day = days.get(epochDay);
      if (day) day.closesAt = to;
      else days.set(epochDay, { opensAt: from, closesAt: to });
    }
    const sorted = [...days.entries()].sort(([a], [b]) => a - b);
    const epochDays = Int32Array.from(sorted, ([epochDay]) => epochDay);
    const firstFrom = new Uint16Array(blockDays);
    for (let day = 0, index = 0; day < blockDays; day += 1) {
      while (index < epochDays.length && epochDays[index]! < firstDay + day) index += 1;
      firstFrom[day] = index;
    }
    const block = {
      epochDays,
      opens: Float64Array.from(sorted, ([, { opensAt }]) => opensAt),
      closes: Float64Array.from(sorted, ([, { closesAt }]) => closesAt),
      firstFrom,
    };
    this.#blocks.set(number, block);
    return block;
  }
}
