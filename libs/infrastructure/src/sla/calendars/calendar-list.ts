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

/** How far the recomputation of open clocks after a publication has come. */
export interface ReplayProgress {
  readonly id: string;
  readonly key: StoredCalendarKey;
  readonly version: number;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly cases: number;
  readonly done: number;
  /** Cases that could not be brought up to date yet; they are tried again. */
  readonly failing: number;
  readonly moves: number;
  readonly breaches: number;
  readonly recovers: number;
}

/** Lists of calendars and of the background work they cause. */
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

  /** The database's time: what is missing depends on the day. */
  async now(): Promise<Date> {
    return new TransactionTime(this.dataSource).now();
  }

  async replay(id: string): Promise<ReplayProgress | undefined> {
    const [found] = await this.replays('r.id = $1', [id]);
    return found;
  }

  /** Background work that has not been finished. */
  unfinishedReplays(): Promise<readonly ReplayProgress[]> {
    return this.replays('r.finished_at IS NULL', []);
  }

  private replays(condition: string, parameters: readonly unknown[]): Promise<ReplayProgress[]> {
    return rows<ReplayProgress>(
      this.dataSource,
      `SELECT r.id, r.calendar_key AS key, r.version, r.requested_at AS "requestedAt", r.finished_at AS "finishedAt",
              count(*)::int AS cases, count(c.done_at)::int AS done,
              count(*) FILTER (WHERE c.failures > 0 AND c.done_at IS NULL)::int AS failing,
              sum(c.moves)::int AS moves, sum(c.breaches)::int AS breaches, sum(c.recovers)::int AS recovers
         FROM clock_replays r JOIN clock_replay_cases c ON c.replay_id = r.id
        WHERE ${condition} GROUP BY r.id ORDER BY r.requested_at, r.id`,
      parameters,
    );
  }
}
