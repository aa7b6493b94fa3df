import { type Calendar, holidayOf, overrideOf, type OpenWindow, type Weekday, weekdays } from './calendar.js';
import type { CalendarFaults } from './calendar-faults.js';
import { dayMs, formatDate, parseDate, parseReading, startOfUtcYear, weekdayIndex } from './local-time.js';
import { Zone } from './zone.js';

/** The years (both included) for which a calendar is to hold. */
export interface YearsCovered {
  readonly from: number;
  readonly to: number;
}

/** A part of a local date that the wall clock jumps over: readings [from, to) in milliseconds since its midnight. */
interface SkippedReadings {
  readonly epochDay: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Refuses windows that open or close at a reading the wall clock skips on a date they hold: nobody could say what was
 * meant. The ends of a day are no such reading (a day that begins at 01:00 is open from its beginning), and a date
 * that is skipped whole, as at the date line, has no hours to be wrong about.
 */
export function checkSkippedEdges(calendar: Calendar, years: YearsCovered, faults: CalendarFaults): void {
  const holidays = new Set(calendar.holidays.map((holiday) => parseDate(holidayOf(holiday).date)));
  const reported = new Set<string>();
  for (const skipped of skippedReadings(Zone.named(calendar.timeZone), years)) {
    const { path, windows } = windowsOn(calendar, skipped.epochDay, holidays);
    for (const [index, window] of windows.entries()) {
      for (const [side, time] of window.entries()) {
        const reading = parseReading(time) ?? 0;
        if (reading === 0 || reading < skipped.from || reading >= skipped.to) continue;
        const where = [...path, String(index), String(side)];
        if (reported.has(where.join('/'))) continue;
        reported.add(where.join('/'));
        const date = formatDate(skipped.epochDay);
        faults.add(
          where,
          'edge_skipped',
          `${time} does not exist on ${date} in ${calendar.timeZone}: the clock is put forward`,
        );
      }
    }
  }
}

function* skippedReadings(zone: Zone, years: YearsCovered): Generator<SkippedReadings> {
  const spans = zone.spansBetween(startOfUtcYear(years.from) - dayMs, startOfUtcYear(years.to + 1) + dayMs);
  for (const [index, span] of spans.entries()) {
    const previous = spans[index - 1];
    if (!previous || span.offsetMs <= previous.offsetMs) continue;
    const [from, to] = [span.from + previous.offsetMs, span.from + span.offsetMs];
    for (let epochDay = Math.floor(from / dayMs); epochDay * dayMs < to; epochDay += 1) {
      const midnight = epochDay * dayMs;
      const part = { epochDay, from: Math.max(0, from - midnight), to: Math.min(dayMs, to - midnight) };
      if (part.to - part.from < dayMs) yield part;
    }
  }
}

function windowsOn(
  calendar: Calendar,
  epochDay: number,
  holidays: ReadonlySet<number | null>,
): { readonly path: readonly string[]; readonly windows: readonly OpenWindow[] } {
  const date = formatDate(epochDay);
  const override = calendar.overrides?.[date];
  if (override)
    return {
      path: 'windows' in override ? ['overrides', date, 'windows'] : ['overrides', date],
      windows: overrideOf(override).windows,
    };
  const weekday: Weekday = weekdays[weekdayIndex(epochDay)]!;
  return { path: ['hours', weekday], windows: holidays.has(epochDay) ? [] : (calendar.hours[weekday] ?? []) };
}
