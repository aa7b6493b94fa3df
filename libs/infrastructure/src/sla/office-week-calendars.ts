import { HEADQUARTERS, ReferenceData, WorkCalendars } from '#libs/domain';
import { type CalendarKey, type CalendarLookup, WorkCalendar, type Weekday } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

interface OfficeWeek {
  readonly code: string;
  readonly time_zone: string;
  readonly working_week: readonly Weekday[];
}

/**
 * Calendars from the working weeks of the offices, nine to five. A State's capital counts on the week of the office
 * that leads for it.
 */
export class OfficeWeekCalendars extends WorkCalendars {
  private known: { readonly version: string; readonly lookup: CalendarLookup } | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly referenceData: ReferenceData,
  ) {
    super();
  }

  override async current(): Promise<CalendarLookup> {
    const reference = await this.referenceData.current();
    if (this.known?.version === reference.version) return this.known.lookup;

    const weeks = await rows<OfficeWeek>(this.dataSource, 'SELECT code, time_zone, working_week FROM offices');
    const byOffice = new Map(weeks.map((week) => [week.code, calendarOf(week)]));
    const lookup: CalendarLookup = (key) => {
      const calendar = byOffice.get(officeOf(key, (state) => reference.coverage.get(state)?.officeCode));
      if (!calendar) throw new Error(`There is no calendar for ${key}`);
      return calendar;
    };
    this.known = { version: reference.version, lookup };
    return lookup;
  }
}

function calendarOf({ time_zone: timeZone, working_week: days }: OfficeWeek): WorkCalendar {
  const hours = Object.fromEntries(days.map((day) => [day, [['09:00', '17:00'] as const]]));
  return new WorkCalendar({ timeZone, hours, holidays: [] });
}

function officeOf(key: CalendarKey, coverage: (state: string) => string | undefined): string {
  const [kind, code = ''] = key.split(':');
  if (kind === 'office') return code;
  return kind === 'state' ? (coverage(code) ?? HEADQUARTERS) : HEADQUARTERS;
}
