import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { grantToApplication, worksAsApplication } from '../access/application-grants.js';
import { wallNewTables } from '../access/walled-tables.js';
import { InvalidConfiguration } from '../configuration/configuration.js';
import { publishProductLifecycles } from '../lifecycles/product-lifecycles.js';
import { migrateQueue } from '../queue/queue-schema.js';

/** Any number will do, as long as every process that migrates uses the same one. */
const MIGRATION_LOCK = 6_618_1;

/**
 * Brings the database to what this build expects: the schema, the queue's tables, the lifecycles that come with the
 * product, and what the application's role may do with all that. Says which migrations ran. TypeORM takes no lock of its
 * own, so processes that start together wait here for the first one.
 * @throws PublishedLifecycleChanged where this build holds other rules under a version that is published.
 * @throws InvalidConfiguration where the role is the application's, which owns nothing and can change no table.
 */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  if (await worksAsApplication(dataSource))
    throw new InvalidConfiguration([
      "MIGRATION_DATABASE_URL is missing: DATABASE_URL names the application's role, which owns no table and can change none",
    ]);
  const lockHolder = dataSource.createQueryRunner();
  const session = (await lockHolder.connect()) as PoolClient;
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await dataSource.runMigrations();
    await wallNewTables(dataSource);
    await migrateQueue(session);
    await publishProductLifecycles(dataSource);
    await grantToApplication(dataSource);
    return ran.map((migration) => migration.name);
  } finally {
    await lockHolder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lockHolder.release();
  }
}
