import { join } from 'node:path';
import { createDataSource, createJobQueue, PostgresUnitOfWork } from '#libs/infrastructure';
import { apiProgram, workerProgram } from '../../../scripts/launcher/application.mjs';
import { startNodeProgram } from '../../../scripts/launcher/node-program.mjs';
import { operate } from '../../../scripts/launcher/operator-commands.mjs';
import { anyFreePort } from '../../../scripts/launcher/ports.mjs';
import { connected } from '../cases/load.mjs';
import { tokenOf } from '../cases/cast.mjs';
import { engageReaders, someCases } from './readers.mjs';
import { Sink } from './sink.mjs';

/**
 * A database of its own, a mail server that takes everything, and API and worker as they run in production: as the role
 * of the application, behind its wall.
 * @typedef {Awaited<ReturnType<typeof openStage>>} Stage
 * @param {{ backend: 'postgres' | 'redis', redisUrl: string | undefined, postgres: { url: string, migrationUrl: string },
 *   folder: string, ending: import('../../../scripts/launcher/ending.mjs').Ending }} plan
 */
export async function openStage({ backend, redisUrl, postgres, folder, ending }) {
  const databaseUrl = await freshDatabase(postgres, `messages_${backend}`, ending.signal);
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 10, applicationName: 'bench', standing: 'system' });
  await dataSource.initialize();
  ending.defer(() => (dataSource.isInitialized ? dataSource.destroy() : undefined));
  const queueAt =
    backend === 'redis'
      ? { backend: /** @type {const} */ ('redis'), url: redisUrl ?? '' }
      : { backend: /** @type {const} */ ('postgres'), url: databaseUrl };
  const sink = new Sink();
  await sink.open();
  ending.defer(() => sink.close());
  const readers = await engageReaders(dataSource);
  const apiPort = await anyFreePort();
  const [api, firstWorker] = await Promise.all([
    start('api', apiProgram, apiPort, { PORT: String(apiPort), METRICS_PORT: String(await anyFreePort()) }),
    startWorker(),
  ]);
  let worker = firstWorker;

  async function startWorker() {
    const port = await anyFreePort();
    return start('worker', workerProgram, port, { WORKER_METRICS_PORT: String(port) });
  }

  /** @param {'api' | 'worker'} name @param {string} program @param {number} readyAtPort @param {NodeJS.ProcessEnv} env */
  async function start(name, program, readyAtPort, env) {
    const running = await startNodeProgram({
      name: `The ${name}`,
      program,
      env: {
        DATABASE_URL: databaseUrl,
        ...(backend === 'redis' ? { REDIS_URL: queueAt.url } : { QUEUE_BACKEND: 'postgres' }),
        SMTP_URL: sink.url,
        LOG_LEVEL: 'warn',
        REQUESTS_PER_MINUTE_PERSON: '1000000000',
        REQUESTS_PER_MINUTE_SOURCE: '1000000000',
        ...env,
      },
      logFile: join(folder, `${name}-${backend}.log`),
      readyAt: `http://127.0.0.1:${readyAtPort}/health/ready`,
      signal: ending.signal,
      user: undefined,
    });
    ending.defer(() => running.stop());
    return running;
  }

  return {
    backend,
    databaseUrl,
    dataSource,
    sink,
    queueAt,
    apiAddress: `http://127.0.0.1:${apiPort}`,
    unitOfWork: new PostgresUnitOfWork(dataSource),
    openQueue: () => createJobQueue(queueAt, () => undefined),
    /** Who is told, one focal point a State. */
    readers,
    /** @param {{ name: string }} reader */
    tokenOf: ({ name }) => tokenOf(name),
    /** Submitted cases, each of the next State in turn, so that one mail goes to one reader. @param {number} count */
    cases: (count) => someCases(dataSource, readers, count),
    startWorker: async () => void (worker = await startWorker()),
    stopWorker: () => worker.stop(),
    pids: () => ({ worker: worker.pid, api: api.pid }),
    async close() {
      await Promise.all([worker.stop(), api.stop()]);
      await sink.close();
      await dataSource.destroy();
    },
  };
}

/**
 * Made by the migrator and used by the application, as in production.
 * @param {{ url: string, migrationUrl: string }} postgres @param {string} name @param {AbortSignal} signal
 */
async function freshDatabase({ url, migrationUrl }, name, signal) {
  const client = await connected(migrationUrl);
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const env = { DATABASE_URL: inDatabase(migrationUrl, name) };
  await operate(['migrate'], { env, user: undefined, signal });
  await operate(['seed', 'reference'], { env, user: undefined, signal });
  return inDatabase(url, name);
}

/** @param {string} serverUrl @param {string} name */
function inDatabase(serverUrl, name) {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
