import pg from 'pg';
import type { TestDatabase } from './database.js';

/** A row as text, with the bytes of its columns in hexadecimal. */
export interface StoredRow {
  readonly table: string;
  readonly text: string;
}

/** Every row of every table, as somebody with a copy of the database reads them: no grant and no wall stands before them. */
export async function everythingStored(database: Pick<TestDatabase, 'ownerUrl'>): Promise<readonly StoredRow[]> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const tables = await owner.query<{ table: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS table FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const stored: StoredRow[] = [];
    for (const { table } of tables.rows) {
      const { rows } = await owner.query<{ text: string }>(`SELECT to_jsonb(t)::text AS text FROM ${table} t`);
      stored.push(...rows.map(({ text }) => ({ table, text })));
    }
    return stored;
  } finally {
    await owner.end();
  }
}

/** The forms in which a secret may stand in a text: as it is, in hexadecimal, in Base64 of either alphabet wherever it begins. */
export function formsOf(secret: string | Buffer): readonly string[] {
  const bytes = Buffer.from(secret);
  const encoded = [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // What shares a character with the bytes before or after may read otherwise there.
    const inner = whole.slice(shift === 0 ? 0 : shift + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const asText = typeof secret === 'string' ? [secret, JSON.stringify(secret).slice(1, -1)] : [];
  return [...new Set([...asText, bytes.toString('hex'), ...encoded])];
}

/** Where a secret can be read, by the table it stands in. */
export function placesOf(secret: string | Buffer, stored: readonly StoredRow[]): readonly string[] {
  const forms = formsOf(secret).map((form) => form.toLowerCase());
  return [
    ...new Set(
      stored.filter(({ text }) => forms.some((form) => text.toLowerCase().includes(form))).map(({ table }) => table),
    ),
  ];
}
