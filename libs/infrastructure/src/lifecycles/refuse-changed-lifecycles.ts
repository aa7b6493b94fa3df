import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { pendingMigrations } from '../database/pending-migrations.js';
import { checkProductLifecycles, checkStoredLifecycles, PublishedLifecycleChanged } from './product-lifecycles.js';

/** sysexits.h EX_CONFIG: starting again without a change will not help. */
const UNUSABLE = 78;

/**
 * Ends a process whose build holds other rules than those published under the same version (its decisions would differ
 * from the ones other processes make for the same case), or whose database holds rules that nobody published.
 */
export async function refuseChangedLifecycles(dataSource: DataSource, logger: Logger): Promise<void> {
  try {
    if ((await pendingMigrations(dataSource)) > 0) return;
    await checkProductLifecycles(dataSource);
    await checkStoredLifecycles(dataSource);
  } catch (error) {
    if (error instanceof PublishedLifecycleChanged) {
      logger.fatal({ versions: error.versions }, error.message);
      process.exit(UNUSABLE);
    }
    // The database went away while it was asked; whoever needs it next says so, and `cli migrate` asks again.
    logger.warn({ err: error }, 'published lifecycles not checked');
  }
}
