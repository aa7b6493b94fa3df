import { createDataSource } from '#libs/infrastructure';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { ownerUrlOf, type TestDatabase } from './database.js';

/**
 * What somebody can do in a test's database who holds the keys of the server: the owner of the tables, the triggers that
 * refuse it switched off. In one transaction.
 */
export async function asOwner(
  dataSource: DataSource,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<void> {
  const [{ name } = { name: '' }] = await dataSource.query<{ name: string }[]>('SELECT current_database() AS name');
  const owner = new pg.Client({ connectionString: ownerUrlOf(name) });
  await owner.connect();
  try {
    await owner.query('BEGIN; SET LOCAL session_replication_role = replica');
    await owner.query(statement, [...parameters]);
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}

/** A piece of work of the role that owns the tables: migrating. */
export async function asOwnerOf<Result>(
  database: TestDatabase,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  const dataSource = createDataSource({ url: database.ownerUrl, poolSize: 2, applicationName: 'test owner' });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
