import { haveSameHours } from '#libs/domain';
import type { Calendar } from '#libs/workflow';
import { rows, type Sql } from '../../database/sql.js';
import { lockPublications, orderReplay, writeVersion } from '../../sla/calendars/publish-version.js';
import type { CalendarRow } from '../reading/calendars.js';
import type { Written } from './write-rows.js';

const REASON = 'Reference data: hours of offices and capitals';

interface PresentCalendar {
  readonly key: string;
  readonly version: number;
  readonly settledBy: 'dataset' | 'administrator';
  readonly document: Calendar;
}

/**
 * Publishes calendars that are new and those whose hours the data now tell otherwise. Holidays and special dates stay;
 * hours an administrator has settled stay too. A calendar is never retired: history is explained by it.
 */
export async function writeCalendars(sql: Sql, calendars: readonly CalendarRow[]): Promise<Written> {
  await lockPublications(sql);
  const present = await rows<PresentCalendar>(
    sql,
    `SELECT c.key, c.version, c.hours_settled_by AS "settledBy", v.document
       FROM work_calendars c JOIN work_calendar_versions v ON v.calendar_key = c.key AND v.version = c.version`,
  );
  const byKey = new Map(present.map((calendar) => [calendar.key, calendar]));
  await addCalendars(
    sql,
    calendars.filter(({ key }) => !byKey.has(key)),
  );
  for (const calendar of calendars) {
    const before = byKey.get(calendar.key);
    if (!before || before.settledBy === 'administrator') continue;
    await followData(sql, calendar, before);
  }
  return { rows: calendars.length, retired: 0 };
}

/** A first start adds some two hundred and forty at once. */
async function addCalendars(sql: Sql, calendars: readonly CalendarRow[]): Promise<void> {
  await sql.query(
    `WITH calendar AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS c (key text, office_code text, state_code text, document jsonb, zone_basis text, week_basis text)
     ), added AS (
       INSERT INTO work_calendars (key, office_code, state_code, version, zone_basis, week_basis)
       SELECT key, office_code, state_code, 1, zone_basis, week_basis FROM calendar
     )
     INSERT INTO work_calendar_versions (calendar_key, version, document, cause, reason, published_at)
     SELECT key, 1, document, 'dataset', $2, now() FROM calendar`,
    [JSON.stringify(calendars), REASON],
  );
}

async function followData(
  sql: Sql,
  { key, document, zone_basis, week_basis }: CalendarRow,
  before: PresentCalendar,
): Promise<void> {
  await sql.query('UPDATE work_calendars SET zone_basis = $2, week_basis = $3 WHERE key = $1', [
    key,
    zone_basis,
    week_basis,
  ]);
  const { timeZone, hours } = document;
  if (haveSameHours(before.document, document)) return;
  const version = before.version + 1;
  await writeVersion(sql, {
    key,
    version,
    document: { ...before.document, timeZone, hours },
    cause: 'dataset',
    reason: REASON,
    publishedBy: null,
  });
  await orderReplay(sql, key, version);
}
