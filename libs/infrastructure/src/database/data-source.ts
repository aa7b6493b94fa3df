import { DataSource } from 'typeorm';
import { AS_SYSTEM, AskingClient } from './asking-client.js';
import { migrations } from './migrations.js';

/** For the edges, which are handed the database and pass it on, and need not know whose class it is. */
export { DataSource };
/** A request must hear "not now" within two seconds of the database going away. */
const WAIT_FOR_CONNECTION_MS = 1_500;

/** How long whoever uses it waits for a connection. */
export function waitForConnectionMs({ options }: DataSource): number {
  return (options as { connectTimeoutMS?: number }).connectTimeoutMS ?? WAIT_FOR_CONNECTION_MS;
}

/**
 * The one way to the database. SQL text goes through it (`query`), so that what runs is what is read;
 * `timestamptz(3)` columns come back as `Date`, `jsonb` as objects, `bigint` as text.
 */
export function createDataSource(options: {
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /**
   * `system` for what acts by itself and has to see every case: the worker, operators' commands. Without it cases are
   * shown only to whom `askingAs` names.
   */
  readonly standing?: 'system';
  /** For processes that keep people waiting: see `SteadyClient`. */
  readonly givesUpOnFrozen?: boolean;
  /** How long to wait for a connection, in milliseconds; 1 500 where it is not said. */
  readonly waitMs?: number;
}): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize,
    applicationName: options.applicationName,
    connectTimeoutMS: options.waitMs ?? WAIT_FOR_CONNECTION_MS,
    extra: {
      Client: AskingClient,
      ...(options.standing === 'system' && { options: AS_SYSTEM }),
      givesUpOnFrozen: options.givesUpOnFrozen ?? false,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
    migrations: [...migrations],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    entities: [],
    logging: false,
  });
}
