import { SUPERUSER } from './embedded-postgres.mjs';

export const APPLICATION_ROLE = 'upon_request';

/**
 * @param {{ port: number, user: string, password: string, database: string }} address
 * @returns {string}
 */
export const databaseUrl = ({ port, user, password, database }) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/**
 * The role the application works as. It owns its database and is nothing more: not a superuser, so that a
 * fault in a statement stays inside the database.
 * @param {{ port: number, superuserPassword: string, rolePassword: string, mayCreateDatabases?: boolean, database?: string }} options
 */
export async function prepareApplicationRole({
  port,
  superuserPassword,
  rolePassword,
  mayCreateDatabases = false,
  database,
}) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: databaseUrl({ port, user: SUPERUSER, password: superuserPassword, database: 'postgres' }),
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    const role = pg.escapeIdentifier(APPLICATION_ROLE);
    const { rowCount: known } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
    if (!known) await client.query(`CREATE ROLE ${role}`);
    await client.query(
      `ALTER ROLE ${role} LOGIN ${mayCreateDatabases ? 'CREATEDB' : 'NOCREATEDB'} PASSWORD ${pg.escapeLiteral(rolePassword)}`,
    );
    // Tests play somebody who holds the keys of the server: they switch off the guards they then look behind.
    if (mayCreateDatabases) await client.query(`GRANT SET ON PARAMETER session_replication_role TO ${role}`);
    if (!database) return;
    const { rowCount: exists } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!exists) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${role}`);
  } finally {
    await client.end();
  }
}
