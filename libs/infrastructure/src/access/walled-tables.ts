import type { Sql } from '../database/sql.js';

/** Tables that refer to cases and hold nothing of them but ids and counts. */
const OUTSIDE = ['clock_replay_cases'];

/**
 * Puts every table that refers to a case behind the wall of that case, after every migration, so that a new one is not
 * forgotten. A table whose migration gave it a policy of its own keeps that.
 */
export async function wallNewTables(sql: Sql): Promise<void> {
  await sql.query(
    `SELECT wall.put_before(family) FROM (
       SELECT DISTINCT f.conrelid::regclass AS family FROM pg_constraint f
         JOIN pg_class t ON t.oid = f.conrelid
         JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ALL (f.conkey)
        WHERE f.contype = 'f' AND f.confrelid = 'cases'::regclass AND a.attname = 'case_id'
          AND NOT t.relrowsecurity AND t.relname <> ALL ($1::text[])) refer`,
    [OUTSIDE],
  );
}
