import { readCsv } from './read-csv.js';
import { type HolidaysOfYear, readICalendar } from './read-icalendar.js';

/**
 * Reads the holidays of one year from the text of a file: an iCalendar file, or a table with the columns date and name.
 * @throws HolidayFileNotReadable naming every fault
 */
export function readHolidayFile(text: string, year: number): HolidaysOfYear {
  const isICalendar = /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);
  return isICalendar
    ? readICalendar(text.replace(/^\uFEFF/, '').trimStart(), year)
    : { holidays: readCsv(text, year), otherYears: 0 };
}
