import { type Calendar, holidayOf, type OpenWindow, overrideOf, weekdays } from './calendar.js';
import { dayMs, parseDate, parseReading, startOfUtcYear, weekdayIndex } from './local-time.js';
import { OpenHours } from './open-hours.js';
import { type DatedPiece, WorkingDayList } from './working-day-list.js';
import { Zone } from './zone.js';

/** Why a local date has the windows it has. */
export type DayRule =
  | { readonly kind: 'week' }
  | { readonly kind: 'holiday'; readonly name: string | null }
  | { readonly kind: 'override'; readonly name: string | null };

/** Pairs of readings in milliseconds since local midnight, sorted. */
type Windows = readonly (readonly [open: number, close: number])[];

/** A calendar ready to count with. Make one per published calendar and keep it: it holds the tables of the years asked for. */
export class WorkCalendar extends OpenHours {
  readonly zone: Zone;
  readonly workingDays = new WorkingDayList((from, to) => this.datedPieces(from, to));
  readonly #week: readonly Windows[];
  readonly #holidays = new Map<number, string | null>();
  readonly #overrides = new Map<number, { readonly windows: Windows; readonly name: string | null }>();

  /** The document has passed `checkCalendar`. @throws WorkingTimeError `unknown_zone` */
  constructor(readonly document: Calendar) {
    super();
    this.zone = Zone.named(document.timeZone);
    this.#week = weekdays.map((weekday) => compileWindows(document.hours[weekday] ?? []));
    for (const { date, name } of document.holidays.map(holidayOf))
      this.#holidays.set(known(parseDate(date), date), name);
    for (const [date, entry] of Object.entries(document.overrides ?? {})) {
      const { windows, name } = overrideOf(entry);
      this.#overrides.set(known(parseDate(date), date), { windows: compileWindows(windows), name });
    }
  }

  windowsOf(epochDay: number): Windows {
    const override = this.#overrides.get(epochDay);
    if (override) return override.windows;
    return this.#holidays.has(epochDay) ? [] : this.#week[weekdayIndex(epochDay)]!;
  }

  ruleOf(epochDay: number): DayRule {
    const override = this.#overrides.get(epochDay);
    if (override) return { kind: 'override', name: override.name };
    const holiday = this.#holidays.get(epochDay);
    return holiday === undefined ? { kind: 'week' } : { kind: 'holiday', name: holiday };
  }

  /** The open pieces of [from, to), each within its local date, in order. */
  datedPieces(from: number, to: number): readonly DatedPiece[] {
    const pieces: DatedPiece[] = [];
    this.#eachPiece(from, to, (epochDay, pieceFrom, pieceTo) =>
      pieces.push({ epochDay, from: pieceFrom, to: pieceTo }),
    );
    return pieces;
  }

  protected override openPieces(year: number): readonly (readonly [number, number])[] {
    const pieces: [number, number][] = [];
    this.#eachPiece(startOfUtcYear(year), startOfUtcYear(year + 1), (_day, from, to) => pieces.push([from, to]));
    return pieces;
  }

  /**
   * Windows are readings of the wall clock, so each is laid over every stretch of constant offset it is read in: a
   * repeated hour comes twice, a skipped one never.
   */
  #eachPiece(from: number, to: number, visit: (epochDay: number, from: number, to: number) => void): void {
    for (const span of this.zone.spansBetween(from, to)) {
      const lastDay = Math.floor((span.to - 1 + span.offsetMs) / dayMs);
      for (let day = Math.floor((span.from + span.offsetMs) / dayMs); day <= lastDay; day += 1) {
        const midnight = day * dayMs - span.offsetMs;
        for (const [open, close] of this.windowsOf(day)) {
          const pieceFrom = Math.max(midnight + open, span.from);
          const pieceTo = Math.min(midnight + close, span.to);
          if (pieceTo > pieceFrom) visit(day, pieceFrom, pieceTo);
        }
      }
    }
  }
}

function compileWindows(windows: readonly OpenWindow[]): Windows {
  return windows
    .map(([open, close]) => [known(parseReading(open), open), known(parseReading(close), close)] as const)
    .sort(([a], [b]) => a - b);
}

function known(value: number | null, text: string): number {
  if (value === null)
    throw new Error(`"${text}" passed the check of the calendar and is neither a date nor a time of day`);
  return value;
}
