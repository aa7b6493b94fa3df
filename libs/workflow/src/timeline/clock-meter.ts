import { shareOf } from '../working-time/arithmetic.js';
import { instantOfWallTime, wallTimeUntil } from '../working-time/calendar-days.js';
import type { Stretch } from '../working-time/changes.js';
import { dayMs, hourMs } from '../working-time/local-time.js';
import { mergePauses, type Pause, runningPieces } from '../working-time/pauses.js';
import type { WorkCalendar } from '../working-time/work-calendar.js';
import { dayReceived, instantOfWorkingDay, workingDaysUntil } from '../working-time/working-days.js';
import type { ClockRecord } from './clock-record.js';
import type { CalendarLookup } from './events.js';

/** The rules by which a clock counts; a record, or one in the making. */
export type CountedClock = Pick<ClockRecord, 'countsFrom' | 'urgency' | 'limit' | 'stretches' | 'pauses'>;

/**
 * Counts one clock in the unit of its limit: milliseconds round the clock for hours, milliseconds of the clock on the
 * wall for calendar days, whole days for working days.
 */
export class ClockMeter {
  readonly merged: readonly Pause[];
  readonly stretches: readonly Stretch<WorkCalendar>[];
  #received: number | undefined;

  constructor(
    private readonly clock: CountedClock,
    calendars: CalendarLookup,
  ) {
    this.merged = mergePauses(clock.pauses.map(({ from, to }) => [from, to ?? Infinity] as const));
    this.stretches = clock.stretches.map(({ from, calendar, version }) => ({
      from,
      hours: calendars(calendar, version),
    }));
  }

  /** The whole limit in the unit the meter counts in. */
  get limitAmount(): number {
    const { amount, unit } = this.clock.limit;
    if (unit === 'hours') return amount * hourMs;
    return unit === 'calendar-days' ? amount * dayMs : amount;
  }

  /** The date (days since 1970-01-01) that counts as the day of receipt, by the calendar the clock started on. */
  get received(): number {
    return (this.#received ??= dayReceived(
      this.stretches[0]!.hours,
      this.clock.countsFrom,
      this.clock.urgency === 'emergency',
    ));
  }

  /**
   * When a share of the limit is used up, over and above an amount used before; null if a pause without end comes first.
   * @throws WorkingTimeError `beyond_horizon`
   */
  instantOf(percent: number, usedBefore = 0): number | null {
    const { unit } = this.clock.limit;
    if (unit === 'working-days') {
      const days = usedBefore + (this.limitAmount * percent) / 100;
      return instantOfWorkingDay(this.stretches, this.received, days, this.merged);
    }
    const amountMs = usedBefore + shareOf(this.limitAmount, percent);
    if (unit === 'calendar-days') return instantOfWallTime(this.#zones(), this.clock.countsFrom, amountMs, this.merged);
    let leftMs = amountMs;
    for (const [from, to] of runningPieces(this.clock.countsFrom, Infinity, this.merged)) {
      if (to - from >= leftMs) return from + leftMs;
      leftMs -= to - from;
    }
    return null;
  }

  usedUntil(until: number): number {
    const { unit } = this.clock.limit;
    if (unit === 'working-days') return workingDaysUntil(this.stretches, this.received, until, this.merged);
    if (unit === 'calendar-days') return wallTimeUntil(this.#zones(), this.clock.countsFrom, until, this.merged);
    let usedMs = 0;
    for (const [from, to] of runningPieces(this.clock.countsFrom, until, this.merged)) usedMs += to - from;
    return usedMs;
  }

  /** Open hours of the calendars in force in [from, to), outside the pauses, in milliseconds. */
  workingMsBetween(from: number, to: number): number {
    let sum = 0;
    for (const [index, { from: stretchFrom, hours }] of this.stretches.entries()) {
      const end = Math.min(this.stretches[index + 1]?.from ?? Infinity, to);
      for (const [pieceFrom, pieceTo] of runningPieces(Math.max(stretchFrom, from), end, this.merged)) {
        sum += hours.openMsBetween(pieceFrom, pieceTo);
      }
    }
    return sum;
  }

  #zones(): readonly Stretch<WorkCalendar['zone']>[] {
    return this.stretches.map(({ from, hours }) => ({ from, hours: hours.zone }));
  }
}
