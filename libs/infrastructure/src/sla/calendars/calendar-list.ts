import type { CalendarBasis, StoredCalendarKey } from '#libs/domain';
import type { Calendar } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { rows } from '../../database/sql.js';
import { TransactionTime } from '../../database/transaction-time.js';

export interface ListedCalendar {
  readonly key: StoredCalendarKey;
  readonly version: number;
  readonly timeZone: string;
  readonly hours: Calendar['hours'];
  readonly zoneBasis: CalendarBasis;
  readonly weekBasis: CalendarBasis;
  /** Whether cases count on it at all: an office that can lead, or any State. */
  readonly isCountedOn: boolean;
  readonly holidayYears: readonly number[];
}

/** Lists of calendars. */
export class CalendarList {
  constructor(private readonly dataSource: DataSource) {}

  all(kind: 'office' | 'state' | null): Promise<readonly ListedCalendar[]> {
    return rows<ListedCalendar>(
      this.dataSource,
      `SELECT c.key, c.version, v.document->>'timeZone' AS "timeZone", v.document->'hours' AS hours,
              c.zone_basis AS "zoneBasis", c.week_basis AS "weekBasis", coalesce(office.can_lead, true) AS "isCountedOn",
              ARRAY(SELECT DISTINCT year FROM work_calendar_holiday_years WHERE calendar_key = c.key ORDER BY year) AS "holidayYears"
         FROM work_calendars c
         JOIN work_calendar_versions v ON v.calendar_key = c.key AND v.version = c.version
         LEFT JOIN offices office ON office.code = c.office_code
        WHERE ($1::text IS NULL OR c.key LIKE $1 || ':%')
        ORDER BY c.key`,
      [kind],
    );
  }

  /** The years for which holidays were loaded, by calendar; calendars without any are missing. */
  async holidayYears(): Promise<ReadonlyMap<StoredCalendarKey, readonly number[]>> {
    const found = await rows<{ key: StoredCalendarKey; years: number[] }>(
      this.dataSource,
      'SELECT calendar_key AS key, array_agg(DISTINCT year) AS years FROM work_calendar_holiday_years GROUP BY calendar_key',
    );
    return new Map(found.map(({ key, years }) => [key, years]));
  }

  /** The database's time: what is missing depends on the day. */
  async now(): Promise<Date> {
    return new TransactionTime(this.dataSource).now();
  }
}
