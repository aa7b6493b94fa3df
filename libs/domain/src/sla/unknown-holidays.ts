import type { CalendarKey, TimelineClock } from '#libs/workflow';
import type { StoredCalendarKey } from './calendars/calendar-register.js';
import { storedKeyOf } from './calendars/live-clocks.js';

/** A clock in working days was counted through a year for which nobody has loaded the holidays of its calendar. */
export interface UnknownHolidays {
  readonly calendar: CalendarKey;
  readonly year: number;
}

/**
 * The years a case's clocks touch, from their start to their due time, without the holidays being known: such due times
 * fall too early. Limits in hours and in calendar days run through holidays and need none.
 * @param known the years for which holidays were loaded, by calendar.
 */
export function unknownHolidays(
  clocks: readonly Pick<TimelineClock, 'clock' | 'ledger'>[],
  known: ReadonlyMap<StoredCalendarKey, readonly number[]>,
): readonly UnknownHolidays[] {
  const touched = new Map<string, UnknownHolidays>();
  for (const { clock, ledger } of clocks) {
    if (clock.limit.unit !== 'working-days') continue;
    for (const { calendar, local } of ledger) {
      const last = Number(local.to.slice(0, 4));
      for (let year = Number(local.from.slice(0, 4)); year <= last; year += 1) touch(calendar, year);
    }
    const last = clock.stretches.at(-1);
    if (last && clock.dueAt !== null) touch(last.calendar, new Date(clock.dueAt).getUTCFullYear());
  }
  return [...touched.values()].sort((a, b) => a.year - b.year || (a.calendar < b.calendar ? -1 : 1));

  function touch(calendar: CalendarKey, year: number): void {
    if (!known.get(storedKeyOf(calendar))?.includes(year)) touched.set(`${calendar} ${year}`, { calendar, year });
  }
}
