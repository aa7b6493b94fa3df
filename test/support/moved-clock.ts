import { rows } from '#libs/infrastructure';
import type { DataSource } from 'typeorm';
import { aDatabase, type TestDatabase, type Template } from './database.js';

export interface MovedClock {
  now(): Promise<Date>;
  /** What the database takes for now from here on; it goes on from there. Never back. Who is signed in stays so. */
  moveTo(instant: Date | string): Promise<void>;
  /** To the morning of a second Monday of a month, so that a test means the same on whichever day it is run. */
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
      const today = Math.floor((await clock.now()).getTime() / DAY_MS);
      let monday = new Date((today + 1) * DAY_MS + MORNING_MS);
      const isSecondMonday = (date: Date): boolean =>
        date.getUTCDay() === 1 && date.getUTCDate() > 7 && date.getUTCDate() <= 14;
      while (!isSecondMonday(monday)) monday = new Date(monday.getTime() + DAY_MS);
      await clock.moveTo(monday);
      return monday;
    },
  };
  return {
    ...clock,
    get url() {
      return database.url;
    },
    get ownerUrl() {
      return database.ownerUrl;
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
    GRANT SELECT, UPDATE ON moved_clock TO PUBLIC;
    CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT pg_catalog.now() + ahead FROM public.moved_clock';
    CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
      AS 'SELECT pg_catalog.clock_timestamp() + ahead FROM public.moved_clock';
    SET search_path = public, pg_catalog;
    DO $$
    DECLARE bound record;
    BEGIN
      EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
      -- A default names the function it was written with, whatever comes first on the search path now.
      FOR bound IN SELECT table_name, column_name FROM information_schema.columns
                    WHERE table_schema = 'public' AND column_default IN ('now()', 'pg_catalog.now()') LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT public.now()', bound.table_name, bound.column_name);
      END LOOP;
    END $$;
  `);
}
