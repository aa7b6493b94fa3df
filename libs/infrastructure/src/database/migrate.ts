import type { DataSource } from 'typeorm';
import { publishProductLifecycles } from '../lifecycles/product-lifecycles.js';

/** Any number will do, as long as every process that migrates uses the same one. */
const MIGRATION_LOCK = 6_618_1;

/**
 * Brings the database to what this build expects: the schema, then the lifecycles that come with the product. Says which
 * migrations ran. TypeORM takes no lock of its own, so processes that start together wait here for the first one.
 * @throws PublishedLifecycleChanged where this build holds other rules under a version that is published.
 */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const lockHolder = dataSource.createQueryRunner();
  await lockHolder.connect();
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await dataSource.runMigrations();
    await publishProductLifecycles(dataSource);
    return ran.map((migration) => migration.name);
  } finally {
    await lockHolder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lockHolder.release();
  }
}
