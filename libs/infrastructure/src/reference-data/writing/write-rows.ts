import { rows as query, type Sql } from '../../database/sql.js';

export interface Written {
  readonly rows: number;
  /** Entries of earlier versions that this one no longer has. They stay for the cases that name them. */
  readonly retired: number;
}

/**
 * Makes a table of coded entries say what the data set says: new and changed rows are written, rows the data set no
 * longer has are retired, never deleted. `columns` gives the PostgreSQL type of each field of a row besides `code`.
 */
export async function writeEntries<Row extends { readonly code: string }>(
  sql: Sql,
  table: string,
  columns: Readonly<Record<Exclude<keyof Row & string, 'code'>, string>>,
  entries: readonly Row[],
): Promise<Written> {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  await sql.query(
    `INSERT INTO ${table} (code, ${names.join(', ')})
     SELECT code, ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS entry (${recordOf({ code: 'text', ...columns })})
     ON CONFLICT (code) DO UPDATE SET ${names.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}, retired_at = NULL`,
    [JSON.stringify(entries)],
  );
  const [retired] = await query<{ count: number }>(
    sql,
    `WITH retired AS (
       UPDATE ${table} SET retired_at = now() WHERE retired_at IS NULL AND code <> ALL ($1::text[]) RETURNING 1
     ) SELECT count(*)::integer AS count FROM retired`,
    [entries.map((entry) => entry.code)],
  );
  return { rows: entries.length, retired: retired?.count ?? 0 };
}

/** Replaces the rows that link entries to each other; they have no life of their own. */
export async function replaceLinks<Row extends object>(
  sql: Sql,
  table: string,
  columns: Readonly<Record<keyof Row & string, string>>,
  links: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  await sql.query(`DELETE FROM ${table}`);
  await sql.query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS link (${recordOf(columns)})`,
    [JSON.stringify(links)],
  );
}

function recordOf(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
}
