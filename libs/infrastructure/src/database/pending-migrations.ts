import type { DataSource } from 'typeorm';
import { rows } from './sql.js';

/** How many of this build's migrations the database has not seen yet. */
export async function pendingMigrations(dataSource: DataSource): Promise<number> {
  const expected = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const [table] = await rows<{ exists: boolean }>(
    dataSource,
    `SELECT to_regclass('schema_migrations') IS NOT NULL AS exists`,
  );
  if (!table?.exists) return expected.length;
  const ran = new Set(
    (await rows<{ name: string }>(dataSource, 'SELECT name FROM schema_migrations')).map(({ name }) => name),
  );
  return expected.filter((name) => !ran.has(name)).length;
}
