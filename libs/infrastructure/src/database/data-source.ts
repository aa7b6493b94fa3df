import { DataSource } from 'typeorm';
import { migrations } from './migrations.js';
import { SteadyClient } from './steady-client.js';

/** For the edges, which are handed the database and pass it on, and need not know whose class it is. */
export { DataSource };
/** A request must hear "not now" within two seconds of the database going away. */
export const WAIT_FOR_CONNECTION_MS = 1_500;

/**
 * The one way to the database. SQL text goes through it (`query`), so that what runs is what is read;
 * `timestamptz(3)` columns come back as `Date`, `jsonb` as objects, `bigint` as text.
 */
export function createDataSource(options: {
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /** For processes that keep people waiting: see `SteadyClient`. */
  readonly givesUpOnFrozen?: boolean;
}): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize,
    applicationName: options.applicationName,
    connectTimeoutMS: WAIT_FOR_CONNECTION_MS,
    extra: {
      Client: SteadyClient,
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
