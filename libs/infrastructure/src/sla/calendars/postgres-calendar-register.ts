import {
  CalendarChangedMeanwhile,
  type CalendarPublication,
  type CalendarPublished,
  CalendarRegister,
  haveSameHours,
  type CalendarVersion,
  type HolidayYear,
  type StoredCalendar,
  type StoredCalendarKey,
} from '#libs/domain';
import type { Calendar } from '#libs/workflow';
import type { DataSource, EntityManager } from 'typeorm';
import { recordAudit } from '../../audit/postgres-audit-trail.js';
import { rows, type Sql } from '../../database/sql.js';
import { lockPublications, orderReplay, writeVersion } from './publish-version.js';

interface CalendarRow extends Omit<StoredCalendar, 'holidayYears'> {
  readonly now: Date;
}

export class PostgresCalendarRegister extends CalendarRegister {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async find(key: StoredCalendarKey): Promise<{ calendar: StoredCalendar; now: Date } | undefined> {
    const [row] = await rows<CalendarRow>(
      this.dataSource,
      `SELECT c.key, c.version, v.document, c.zone_basis AS "zoneBasis", c.week_basis AS "weekBasis",
              v.published_at AS "publishedAt", v.reason, now()::timestamptz(3) AS now
         FROM work_calendars c
         JOIN work_calendar_versions v ON v.calendar_key = c.key AND v.version = c.version
        WHERE c.key = $1`,
      [key],
    );
    if (!row) return undefined;
    const { now, ...calendar } = row;
    return { calendar: { ...calendar, holidayYears: await holidayYears(this.dataSource, key) }, now };
  }

  override versions(key: StoredCalendarKey): Promise<readonly CalendarVersion[]> {
    return rows<CalendarVersion>(
      this.dataSource,
      `SELECT version, cause, reason, published_by AS "publishedBy", published_at AS "publishedAt", document
         FROM work_calendar_versions WHERE calendar_key = $1 ORDER BY version DESC`,
      [key],
    );
  }

  override publish(publication: CalendarPublication, publishedBy: string | null): Promise<CalendarPublished> {
    const { key, basedOnVersion, document, reason, change } = publication;
    return this.dataSource.transaction(async (manager) => {
      await lockPublications(manager);
      const [present] = await rows<{ version: number; document: Calendar }>(
        manager,
        `SELECT version, document FROM work_calendar_versions WHERE calendar_key = $1 ORDER BY version DESC LIMIT 1`,
        [key],
      );
      if (present?.version !== basedOnVersion) throw new CalendarChangedMeanwhile(present?.version ?? 0);
      const version = basedOnVersion + 1;
      await writeVersion(manager, { key, version, document, cause: change.kind, reason, publishedBy });
      await settleHours(manager, key, present.document, document);
      if (change.kind === 'holidays') {
        await manager.query(
          `INSERT INTO work_calendar_holiday_years (calendar_key, year, version, source, days, loaded_at)
           VALUES ($1, $2, $3, $4, $5, now())`,
          [key, change.year, version, change.source, change.days],
        );
      }
      await recordAudit(manager, {
        kind: 'calendar-published',
        actorId: publishedBy,
        subject: { type: 'calendar', key },
        detail: { key, version, change: change.kind },
      });
      return { version, replayId: await orderReplay(manager, key, version) };
    });
  }
}

/** What an administrator has settled no longer follows the data set, and says so. */
async function settleHours(
  manager: EntityManager,
  key: StoredCalendarKey,
  before: Calendar,
  after: Calendar,
): Promise<void> {
  if (haveSameHours(before, after)) return;
  const zoneChanged = before.timeZone !== after.timeZone;
  const weekChanged = !haveSameHours({ ...before, timeZone: after.timeZone }, after);
  await manager.query(
    `UPDATE work_calendars SET hours_settled_by = 'administrator',
            zone_basis = CASE WHEN $2 THEN 'settled' ELSE zone_basis END,
            week_basis = CASE WHEN $3 THEN 'settled' ELSE week_basis END
      WHERE key = $1`,
    [key, zoneChanged, weekChanged],
  );
}

function holidayYears(sql: Sql, key: StoredCalendarKey): Promise<readonly HolidayYear[]> {
  return rows<HolidayYear>(
    sql,
    `SELECT DISTINCT ON (year) year, source, days, loaded_at AS "loadedAt"
       FROM work_calendar_holiday_years WHERE calendar_key = $1 ORDER BY year, version DESC`,
    [key],
  );
}
