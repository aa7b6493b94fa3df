import { rows } from '#libs/infrastructure';
import type { DataSource } from 'typeorm';
import { aDatabase, type TestDatabase, type Template } from './database.js';

export interface MovedClock {
  now(): Promise<Date>;
  /** What the database takes for now from here on; it goes on from there. Never back. Who is signed in stays so. */
  moveTo(instant: Date | string): Promise<void>;
  /** To the morning of the next Monday, so that a test means the same on whichever day it is run. */
  moveToMonday(): Promise<Date>;
}

const DAY_MS = 86_400_000;
const MORNING_MS = 6 * 3_600_000;

/**
 * A database whose clock can be moved: functions of the same names as the server's come first on its search path. Deadlines
 * go by the database's time only, so months pass in a test without a sleep.
 */
export function aDatabaseWithMovedClock(
  options: { readonly poolSize?: number; readonly template?: Template } = {},
): TestDatabase & MovedClock {
  const database = aDatabase({ ...options, prepare: addMovableClock });
  const clock: MovedClock = {
    async now() {
      const [row] = await rows<{ now: Date }>(database.dataSource, 'SELECT now()::timestamptz(3) AS now');
      if (!row) throw new Error('The database did not tell its time');
      return row.now;
    },
    async moveTo(instant) {
      await database.dataSource.query(
        `WITH step AS (SELECT greatest($1::timestamptz - clock_timestamp(), '0') AS ahead), moved AS (
           UPDATE moved_clock SET ahead = moved_clock.ahead + step.ahead FROM step
         )
         UPDATE sessions SET created_at = created_at + step.ahead, last_seen_at = last_seen_at + step.ahead,
                expires_at = expires_at + step.ahead FROM step`,
        [new Date(instant)],
      );
    },
    async moveToMonday() {
      const now = await clock.now();
      // 1 January 1970 was a Thursday.
      const daysOfWeek = (Math.floor(now.getTime() / DAY_MS) + 3) % 7;
      const monday = new Date((Math.floor(now.getTime() / DAY_MS) + 7 - daysOfWeek) * DAY_MS + MORNING_MS);
      await clock.moveTo(monday);
      return monday;
    },
  };
  return {
    ...clock,
    get url() {
      return database.url;
    },
    get dataSource() {
      return database.dataSource;
    },
  };
}

async function addMovableClock(dataSource: DataSource): Promise<void> {
  await dataSource.query(`
    CREATE TABLE moved_clock (ahead interval NOT NULL);
    INSERT INTO moved_clock VALUES ('0');
    CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT pg_catalog.now() + ahead FROM public.moved_clock';
    CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
      AS 'SELECT pg_catalog.clock_timestamp() + ahead FROM public.moved_clock';
    DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $$;
  `);
}
