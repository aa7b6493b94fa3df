import { type Holiday, parseDate } from '#libs/workflow';
import ICAL from 'ical.js';
import { type HolidayFileFault, HolidayFileNotReadable } from './holiday-file-not-readable.js';

/** Longer than any run of holidays an office keeps; a longer event is something else. */
const LONGEST_DAYS = 31;
/** Enough for a hundred yearly rules of two decades; a file that needs more is no list of holidays. */
const MOST_OCCURRENCES = 3_000;
/** Rules that repeat more often are no holidays, and could keep the reader busy for ever. */
const FREQUENCIES = ['YEARLY', 'MONTHLY'];

export interface HolidaysOfYear {
  readonly holidays: readonly Holiday[];
  /** Days of the years around it, which such files usually hold too. */
  readonly otherYears: number;
}

/**
 * Reads the whole-day events of an iCalendar file (RFC 5545) that fall into a year, repeating ones included. Two events
 * of one day are one holiday with both names.
 * @throws HolidayFileNotReadable
 */
export function readICalendar(text: string, year: number): HolidaysOfYear {
  const faults: HolidayFileFault[] = [];
  const names = new Map<string, string[]>();
  const budget = { occurrences: MOST_OCCURRENCES };
  let otherYears = 0;
  for (const event of eventsOf(text)) {
    const title = event.summary?.trim() ?? '';
    const say = (code: HolidayFileFault['code'], message: string): void =>
      void faults.push({ code, message: `Event "${title.slice(0, 80)}": ${message}` });
    if (title === '') say('name_missing', 'the event has no name (SUMMARY)');
    const days = daysOfEvent(event, year, budget, say);
    const inYear = days.filter((day) => Number(day.slice(0, 4)) === year);
    otherYears += days.length - inYear.length;
    for (const day of inYear) {
      const known = names.get(day);
      if (!known) names.set(day, [title]);
      else if (!known.includes(title)) known.push(title);
    }
    if (budget.occurrences <= 0) {
      say('repeats_too_often', 'the events of this file repeat too often to be holidays');
      break;
    }
  }
  if (faults.length === 0 && names.size === 0) {
    faults.push({ code: 'nothing_in_year', message: `The file has no whole-day event in ${year}` });
  }
  if (faults.length > 0) throw new HolidayFileNotReadable(faults);
  const holidays = [...names].map(([date, titles]) => ({ date, name: titles.join(' / ') }));
  return { holidays: holidays.sort((a, b) => (a.date < b.date ? -1 : 1)), otherYears };
}

/** Events that take place, each with the exceptions to its repetition. */
function eventsOf(text: string): readonly ICAL.Event[] {
  const components = componentsOf(text).filter((event) => event.getFirstPropertyValue('status') !== 'CANCELLED');
  const isException = (event: ICAL.Component): boolean => event.hasProperty('recurrence-id');
  const uid = (event: ICAL.Component): unknown => event.getFirstPropertyValue('uid');
  const exceptions = components.filter(isException);
  return components
    .filter((event) => !isException(event))
    .map(
      (event) => new ICAL.Event(event, { exceptions: exceptions.filter((exception) => uid(exception) === uid(event)) }),
    );
}

function componentsOf(text: string): readonly ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    // A file may hold several calendars one after the other; then the parser gives a list of them.
    const calendars = (Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[][];
    const components = calendars.map((calendar) => new ICAL.Component(calendar));
    if (components.some(({ name }) => name !== 'vcalendar')) throw new TypeError('not a calendar');
    return components.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  } catch {
    // What a parser of hostile files says of them is for nobody's eyes; that it is no calendar is what the caller needs.
    throw new HolidayFileNotReadable([
      { code: 'not_icalendar', message: 'This cannot be read as an iCalendar file (RFC 5545)' },
    ]);
  }
}

type Say = (code: HolidayFileFault['code'], message: string) => void;

/** The days of an event up to the end of the year; none if something is wrong with it. */
function daysOfEvent(event: ICAL.Event, year: number, budget: { occurrences: number }, say: Say): readonly string[] {
  try {
    if (!datesExist(event.component, say)) return [];
    if (!event.isRecurring()) return daysBetween(event.startDate, event.endDate, say);
    const rules = event.component
      .getAllProperties('rrule')
      .map((rule) => rule.getFirstValue() as { freq?: string } | null);
    if (!rules.every((rule) => FREQUENCIES.includes(rule?.freq ?? ''))) {
      say('repeats_too_often', 'a holiday repeats yearly or monthly');
      return [];
    }
    const days: string[] = [];
    const iterator = event.iterator();
    for (let next = iterator.next(); next && next.year <= year; next = iterator.next()) {
      budget.occurrences -= 1;
      if (budget.occurrences <= 0) return [];
      // What cannot reach into the year need not be known to its last day.
      if (next.year < year - 1) continue;
      const { startDate, endDate } = event.getOccurrenceDetails(next) as {
        startDate: ICAL.Time;
        endDate: ICAL.Time | null;
      };
      days.push(...daysBetween(startDate, endDate, say));
    }
    return days;
  } catch {
    // The parser reads properties when they are asked for, and what it says of hostile ones helps nobody.
    say('event_unreadable', 'its days or its rule cannot be read');
    return [];
  }
}

/** The parser makes 2 March of 30 February; who wrote that meant something else. */
function datesExist(component: ICAL.Component, say: Say): boolean {
  const properties = ['dtstart', 'dtend', 'recurrence-id'].flatMap((name) => component.getAllProperties(name));
  if (!component.hasProperty('dtstart')) {
    say('date_malformed', 'the event has no day (DTSTART)');
    return false;
  }
  const wrong = properties
    .map(({ jCal }) => String((jCal as unknown[])[3]).slice(0, 10))
    .find((date) => parseDate(date) === null);
  if (wrong !== undefined) say('date_malformed', `"${wrong}" is not a day`);
  return wrong === undefined;
}

function daysBetween(start: ICAL.Time, end: ICAL.Time | null, say: Say): readonly string[] {
  const isMidnight = (time: ICAL.Time): boolean =>
    time.isDate || (time.hour === 0 && time.minute === 0 && time.second === 0);
  if (!isMidnight(start) || (end && !isMidnight(end)) || (!start.isDate && !end)) {
    say('not_whole_day', 'a holiday is a whole day; this event begins or ends within one');
    return [];
  }
  const first = Date.UTC(start.year, start.month - 1, start.day);
  const after = end ? Date.UTC(end.year, end.month - 1, end.day) : first;
  const count = Math.max(1, Math.round((after - first) / DAY_MS));
  if (count > LONGEST_DAYS) {
    say('too_long', `the event lasts ${count} days`);
    return [];
  }
  return Array.from({ length: count }, (_, index) => new Date(first + index * DAY_MS).toISOString().slice(0, 10));
}

const DAY_MS = 86_400_000;
