import { readFileSync } from 'node:fs';
import { SUPERUSER } from './embedded-postgres.mjs';
import { inProject } from './project.mjs';

/** Works with the data, owns nothing. */
export const APPLICATION_ROLE = 'upon_request';
/** Makes and changes the tables, acting as their owner. */
export const MIGRATOR_ROLE = 'upon_request_migrator';
const OWNER_ROLE = 'upon_request_owner';

const rolesScript = inProject('libs', 'infrastructure', 'data', 'database-roles.sql');

/**
 * @param {{ port: number, user: string, password: string, database: string }} address
 * @returns {string}
 */
export const databaseUrl = ({ port, user, password, database }) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/**
 * The roles of the application and of its migrations, and the database they share. Neither is a superuser, so that a
 * fault in a statement stays inside the database.
 * @param {{ port: number, superuserPassword: string, rolePassword: string, migratorPassword: string, mayCreateDatabases?: boolean,
 *   database?: string }} options
 */
export async function prepareRoles({
  port,
  superuserPassword,
  rolePassword,
  migratorPassword,
  mayCreateDatabases = false,
  database = 'postgres',
}) {
  const { default: pg } = await import('pg');
  /** @param {string} name @param {(client: import('pg').Client) => Promise<unknown>} work */
  const inDatabase = async (name, work) => {
    const client = new pg.Client({
      connectionString: databaseUrl({ port, user: SUPERUSER, password: superuserPassword, database: name }),
      connectionTimeoutMillis: 10_000,
    });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };

  await inDatabase('postgres', async (client) => {
    const { rowCount: exists } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!exists) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  });
  await inDatabase(database, async (client) => {
    await client.query(
      `SELECT set_config('setup.application_login', $1, false), set_config('setup.application_password', $2, false),
              set_config('setup.migrator_password', $3, false)`,
      [APPLICATION_ROLE, rolePassword, migratorPassword],
    );
    await client.query(readFileSync(rolesScript, 'utf8'));
    if (!mayCreateDatabases) return;
    await client.query(`ALTER ROLE ${OWNER_ROLE} CREATEDB`);
    // A test's database is dropped whoever is still in there.
    await client.query(`GRANT pg_signal_backend TO ${OWNER_ROLE}`);
    // Tests play somebody who holds the keys of the server: they switch off the guards they then look behind.
    await client.query(`GRANT SET ON PARAMETER session_replication_role TO ${OWNER_ROLE}`);
  });
}
