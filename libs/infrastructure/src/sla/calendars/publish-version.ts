import type { CalendarPublication } from '#libs/domain';
import { rowsForSystem } from '../../access/asking.js';
import { keysOf, type StoredCalendarKey } from '#libs/domain';
import type { Calendar } from '#libs/workflow';
import { v7 as uuidv7 } from 'uuid';
import { type Sql } from '../../database/sql.js';

/** Publications are made one at a time; any number will do as long as it is the same. */
const PUBLICATION_LOCK = 6_618_3;

export function lockPublications(sql: Sql): Promise<unknown> {
  return sql.query('SELECT pg_advisory_xact_lock($1)', [PUBLICATION_LOCK]);
}

export interface NewVersion {
  readonly key: StoredCalendarKey;
  readonly version: number;
  readonly document: Calendar;
  readonly cause: 'dataset' | CalendarPublication['change']['kind'];
  readonly reason: string;
  readonly publishedBy: string | null;
}

/** Writes a version and puts it in force. The caller holds the lock of publications. */
export async function writeVersion(
  sql: Sql,
  { key, version, document, cause, reason, publishedBy }: NewVersion,
): Promise<void> {
  await sql.query(
    `INSERT INTO work_calendar_versions (calendar_key, version, document, cause, reason, published_by, published_at)
     VALUES ($1, $2, $3, $4, $5, $6, now())`,
    [key, version, JSON.stringify(document), cause, reason, publishedBy],
  );
  await sql.query('UPDATE work_calendars SET version = $2 WHERE key = $1', [key, version]);
}

/** Orders what counts on a calendar to be computed anew. Null if nothing does. */
export async function orderReplay(sql: Sql, key: StoredCalendarKey, version: number): Promise<string | null> {
  const id = uuidv7();
  // Whoever publishes sees few cases or none; all that count on the calendar are to be computed anew.
  const [ordered] = await rowsForSystem<{ cases: number }>(
    sql,
    `WITH counting AS (SELECT DISTINCT case_id FROM clocks WHERE ${countsOnAny(keysOf(key).length, 4)}),
     replay AS (
       INSERT INTO clock_replays (id, calendar_key, version, requested_at) SELECT $1, $2, $3, now() WHERE EXISTS (SELECT FROM counting)
     ), listed AS (
       INSERT INTO clock_replay_cases (replay_id, case_id) SELECT $1, case_id FROM counting RETURNING 1
     ) SELECT count(*)::integer AS cases FROM listed`,
    [id, key, version, ...keysOf(key).map(stretchesOn)],
  );
  return ordered?.cases ? id : null;
}

/** Open clocks any stretch of which counts on one of the calendars given as parameters from `first` on. */
export function countsOnAny(count: number, first: number): string {
  const any = Array.from({ length: count }, (_, index) => `detail->'stretches' @> $${first + index}::jsonb`);
  return `closed_at IS NULL AND (${any.join(' OR ')})`;
}

/** The parameter that goes with `countsOnAny`. */
export function stretchesOn(calendar: string): string {
  return JSON.stringify([{ calendar }]);
}
