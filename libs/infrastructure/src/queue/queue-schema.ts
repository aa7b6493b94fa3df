import { assertSchemaCompatibility, runMigrations, SchemaMigrationRequiredError } from 'bullmq';

/** BullMQ's tables live apart from ours, and under the one name its back end accepts from a pool we own. */
export const QUEUE_SCHEMA = 'bullmq';

/** One session, of `pg` or like it. */
type Session = Parameters<typeof runMigrations>[0];

/** Makes the queue's tables, or brings them up to date. For whoever owns them. */
export async function migrateQueue(session: Session): Promise<void> {
  await runMigrations(session, QUEUE_SCHEMA);
}

/** Whether the queue's tables are there, so that whoever works with them need not be able to make them. */
export async function isQueueMigrated(session: Session): Promise<boolean> {
  try {
    return (await assertSchemaCompatibility(session, QUEUE_SCHEMA)) > 0;
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError) return false;
    throw error;
  }
}
