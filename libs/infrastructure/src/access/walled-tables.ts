import type { Sql } from '../database/sql.js';

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
          AND NOT t.relrowsecurity) refer`,
  );
}
