import { join } from 'node:path';
import { APPLICATION_ROLE, databaseUrl, MIGRATOR_ROLE, prepareRoles } from './database.mjs';
import { rotate } from './data-folder.mjs';
import { createCluster, ownedFolder, settleLeftover, startPostgres } from './embedded-postgres.mjs';
import { postgresBinaries } from './postgres-binaries.mjs';
import { step } from './steps.mjs';
import { Supervised } from './supervisor.mjs';

const DATABASE = 'upon_request';

/**
 * The PostgreSQL server of `DATABASE_URL`, or one of our own on the data kept below `.data`.
 * @param {import('./launch.mjs').Launch} launch
 * @returns {Promise<import('./launch.mjs').Choice>}
 */
export async function chooseDatabase({ ending, data, ports }) {
  if (process.env['DATABASE_URL']) {
    await step('PostgreSQL of DATABASE_URL', async () => undefined);
    return { embedded: false, env: {} };
  }
  return step('Starting PostgreSQL', async (done) => {
    const { user, secrets, serversHome } = data;
    const binaries = postgresBinaries(user, serversHome);
    const cluster = {
      binaries,
      user,
      folder: join(ownedFolder(data.postgres, user), 'data'),
      logFile: data.log('postgresql'),
    };
    rotate(cluster.logFile);
    // Before the port is chosen: the one left over from a killed start may hold it.
    const stopped = await settleLeftover(cluster.folder);
    const made = await createCluster(cluster, {
      superuserPassword: secrets.superuserPassword,
      durable: true,
      signal: ending.signal,
    });
    const port = await ports.choose({ what: 'PostgreSQL', variable: 'EMBEDDED_POSTGRES_PORT', fallback: 54_329 });

    const server = new Supervised({
      name: 'PostgreSQL',
      start: () => startPostgres(cluster, port, ending.signal),
      logFile: cluster.logFile,
    });
    await server.begin();
    ending.defer(() => server.stop());
    await prepareRoles({ port, ...secrets, database: DATABASE });
    const remark = made
      ? ', new data folder'
      : stopped
        ? ', after one left over from an earlier start was stopped'
        : '';
    done(`PostgreSQL ${binaries.version} on port ${port}${remark}`);
    const at = { port, database: DATABASE };
    return {
      embedded: true,
      env: { DATABASE_URL: databaseUrl({ ...at, user: APPLICATION_ROLE, password: secrets.rolePassword }) },
      migrationEnv: {
        MIGRATION_DATABASE_URL: databaseUrl({ ...at, user: MIGRATOR_ROLE, password: secrets.migratorPassword }),
      },
    };
  });
}
