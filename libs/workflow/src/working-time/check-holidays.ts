import { CalendarFaults, type CalendarFault } from './calendar-faults.js';
import type { Holiday } from './calendar.js';
import { parseDate } from './local-time.js';

/** Everything wrong with the holidays loaded for one office and one year: malformed, repeated or of another year. */
export function checkHolidaysOfYear(holidays: readonly Holiday[], year: number): readonly CalendarFault[] {
  const faults = new CalendarFaults();
  const seen = new Set<string>();
  for (const [index, { date, name }] of holidays.entries()) {
    const path = [String(index), 'date'];
    if (parseDate(date) === null) faults.add(path, 'date_malformed', `"${date}" is not a date (YYYY-MM-DD)`);
    else if (Number(date.slice(0, 4)) !== year) faults.add(path, 'date_of_another_year', `${date} is not in ${year}`);
    else if (seen.has(date)) faults.add(path, 'date_repeated', `${date} is listed twice`);
    if (name.trim() === '') faults.add([String(index), 'name'], 'name_missing', 'a name is needed');
    seen.add(date);
  }
  return faults.all;
}
