import { rows } from '#libs/infrastructure';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** A row of `cases` as it stands in the table: what matters is given, the rest is filled by the type of its column. */
export async function aCaseRow(dataSource: DataSource, given: Readonly<Record<string, unknown>>): Promise<string> {
  const columns = await rows<{ name: string; type: string }>(
    dataSource,
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
      WHERE table_name = 'cases' AND table_schema = current_schema() AND is_nullable = 'NO' AND column_default IS NULL`,
  );
  const id = uuidv7();
  const row: Record<string, unknown> = {
    id,
    ...Object.fromEntries(columns.map(({ name, type }) => [name, FILLING[type]])),
  };
  const lifecycle = { workflow_id: 'technical-assistance', workflow_version: 1 };
  Object.assign(row, { id, urgency: 'routine', sensitivity: 'unclassified', reference: id, ...lifecycle }, given);
  const names = Object.keys(row);
  await dataSource.query(
    `INSERT INTO cases (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
  return id;
}

const FILLING: Readonly<Record<string, unknown>> = {
  text: 'some',
  integer: 1,
  boolean: true,
  jsonb: '{}',
  ARRAY: [],
  'timestamp with time zone': new Date(),
};
