import { type Calendar, overrideOf, weekdays } from './calendar.js';
import { CalendarFaults, type CalendarFault, isObject } from './calendar-faults.js';
import { parseDate } from './local-time.js';
import { checkSkippedEdges, type YearsCovered } from './skipped-edges.js';
import { checkWindows } from './check-windows.js';
import { isZoneName } from './zone.js';

export type { YearsCovered };

const knownFields: readonly string[] = ['timeZone', 'hours', 'holidays', 'overrides'] satisfies (keyof Calendar)[];

/**
 * Everything wrong with a calendar document, each with a JSON Pointer; a document without faults is a `Calendar`.
 * A window edge that the wall clock skips is looked for in the years covered, if they are given.
 */
export function checkCalendar(document: unknown, years?: YearsCovered): readonly CalendarFault[] {
  const faults = new CalendarFaults();
  if (!isObject(document)) {
    faults.add([], 'calendar_malformed', 'a calendar is an object');
    return faults.all;
  }
  for (const field of Object.keys(document)) {
    if (!knownFields.includes(field)) faults.add([field], 'field_unknown', `a calendar has no field "${field}"`);
  }
  const hasZone = checkZone(document['timeZone'], faults);
  const weekOpens = checkHours(document['hours'], faults);
  checkHolidays(document['holidays'], faults);
  const overrideOpens = checkOverrides(document['overrides'], faults);
  if (faults.all.length > 0) return faults.all;

  const calendar = document as unknown as Calendar;
  if (!weekOpens && !overrideOpens) faults.add(['hours'], 'never_opens', 'the calendar never opens');
  else if (!weekOpens && years && !opensFrom(calendar, years.from)) {
    faults.add(['overrides'], 'never_opens', `the calendar never opens from ${years.from} on`);
  }
  if (hasZone && years) checkSkippedEdges(calendar, years, faults);
  return faults.all;
}

/** Whether a document is a calendar, without the faults and without looking at any year. */
export function isCalendar(document: unknown): document is Calendar {
  return checkCalendar(document).length === 0;
}

function checkZone(zone: unknown, faults: CalendarFaults): boolean {
  if (typeof zone === 'string' && isZoneName(zone)) return true;
  faults.add(
    ['timeZone'],
    'zone_unknown',
    `${JSON.stringify(zone) ?? 'nothing'} is not a time zone of the IANA database`,
  );
  return false;
}

/** Says whether some weekday has windows. */
function checkHours(hours: unknown, faults: CalendarFaults): boolean {
  if (!isObject(hours)) {
    faults.add(['hours'], 'hours_malformed', 'hours is an object with a list of windows for each weekday');
    return false;
  }
  for (const [weekday, windows] of Object.entries(hours)) {
    const path = ['hours', weekday];
    if (!(weekdays as readonly string[]).includes(weekday)) {
      faults.add(path, 'weekday_unknown', `"${weekday}" is not one of ${weekdays.join(', ')}`);
    } else checkWindows(windows, path, faults);
  }
  return Object.values(hours).some((windows) => Array.isArray(windows) && windows.length > 0);
}

function checkHolidays(holidays: unknown, faults: CalendarFaults): void {
  if (!Array.isArray(holidays)) {
    faults.add(['holidays'], 'holidays_malformed', 'holidays is a list of dates, or of objects with date and name');
    return;
  }
  const seen = new Set<unknown>();
  for (const [index, holiday] of (holidays as readonly unknown[]).entries()) {
    const path = ['holidays', String(index)];
    const date = isObject(holiday) ? holiday['date'] : holiday;
    const datePath = isObject(holiday) ? [...path, 'date'] : path;
    if (isObject(holiday)) {
      checkName(holiday['name'], path, faults);
      for (const field of Object.keys(holiday)) {
        if (field !== 'date' && field !== 'name')
          faults.add([...path, field], 'field_unknown', `a holiday has no field "${field}"`);
      }
    }
    if (typeof date !== 'string' || parseDate(date) === null) {
      faults.add(datePath, 'date_malformed', `${JSON.stringify(date) ?? 'nothing'} is not a date (YYYY-MM-DD)`);
    } else if (seen.has(date)) faults.add(datePath, 'date_repeated', `${date} is listed twice`);
    seen.add(date);
  }
}

/** Says whether some override has windows. */
function checkOverrides(overrides: unknown, faults: CalendarFaults): boolean {
  if (overrides === undefined) return false;
  if (!isObject(overrides)) {
    faults.add(['overrides'], 'overrides_malformed', 'overrides is an object with the windows of each date');
    return false;
  }
  let opens = false;
  for (const [date, entry] of Object.entries(overrides)) {
    const path = ['overrides', date];
    if (parseDate(date) === null) faults.add(path, 'date_malformed', `"${date}" is not a date (YYYY-MM-DD)`);
    if (isObject(entry)) {
      checkName(entry['name'], path, faults);
      for (const field of Object.keys(entry)) {
        if (field !== 'windows' && field !== 'name')
          faults.add([...path, field], 'field_unknown', `an override has no field "${field}"`);
      }
    }
    const windows = isObject(entry) ? entry['windows'] : entry;
    checkWindows(windows, isObject(entry) ? [...path, 'windows'] : path, faults);
    opens ||= Array.isArray(windows) && windows.length > 0;
  }
  return opens;
}

function checkName(name: unknown, path: readonly string[], faults: CalendarFaults): void {
  if (typeof name !== 'string' || name.trim() === '') faults.add([...path, 'name'], 'name_missing', 'a name is needed');
}

function opensFrom(calendar: Calendar, year: number): boolean {
  return Object.entries(calendar.overrides ?? {}).some(
    ([date, entry]) => Number(date.slice(0, 4)) >= year && overrideOf(entry).windows.length > 0,
  );
}
