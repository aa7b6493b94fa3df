import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataSource, createJobQueue, PostgresUnitOfWork } from '#libs/infrastructure';
import { v7 as uuidv7 } from 'uuid';
import { workerProgram } from '../../../scripts/launcher/application.mjs';
import { startNodeProgram } from '../../../scripts/launcher/node-program.mjs';
import { operate } from '../../../scripts/launcher/operator-commands.mjs';
import { anyFreePort } from '../../../scripts/launcher/ports.mjs';
import { connected } from '../cases/load.mjs';
import { Sink } from './sink.mjs';

/**
 * A database of its own, a mail server that takes everything, and a worker as it runs in production.
 * @typedef {Awaited<ReturnType<typeof openStage>>} Stage
 * @param {{ backend: 'postgres' | 'redis', redisUrl: string | undefined, serverUrl: string, folder: string,
 *   ending: import('../../../scripts/launcher/ending.mjs').Ending }} plan
 */
export async function openStage({ backend, redisUrl, serverUrl, folder, ending }) {
  const databaseUrl = await freshDatabase(serverUrl, `messages_${backend}`, ending.signal);
  const dataSource = await createDataSource({
    url: databaseUrl,
    poolSize: 10,
    applicationName: 'bench',
  }).initialize();
  const queueAt =
    backend === 'redis'
      ? { backend: /** @type {const} */ ('redis'), url: redisUrl ?? '' }
      : { backend: /** @type {const} */ ('postgres'), url: databaseUrl };
  const sink = new Sink();
  await sink.open();
  const reader = await aReader(dataSource);
  let worker = await start();

  async function start() {
    const port = await anyFreePort();
    return startNodeProgram({
      name: 'The worker',
      program: workerProgram,
      env: {
        DATABASE_URL: databaseUrl,
        ...(backend === 'redis' ? { REDIS_URL: queueAt.url } : { QUEUE_BACKEND: 'postgres' }),
        SMTP_URL: sink.url,
        WORKER_METRICS_PORT: String(port),
        LOG_LEVEL: 'warn',
      },
      logFile: join(folder, `worker-${backend}.log`),
      readyAt: `http://127.0.0.1:${port}/health/ready`,
      signal: ending.signal,
      user: undefined,
    });
  }

  return {
    backend,
    databaseUrl,
    dataSource,
    sink,
    queueAt,
    unitOfWork: new PostgresUnitOfWork(dataSource),
    openQueue: () => createJobQueue(queueAt, () => undefined),
    /** Cases whose focal point is to be told of them, each by a mail of its own. @param {number} count */
    cases: (count) => someCases(dataSource, reader, count),
    startWorker: async () => void (worker = await start()),
    stopWorker: () => worker.stop(),
    workerMemoryMb: () => residentMb(worker.pid),
    async close() {
      await worker.stop();
      await sink.close();
      await dataSource.destroy();
    },
  };
}

/** @param {string} serverUrl @param {string} name @param {AbortSignal} signal */
async function freshDatabase(serverUrl, name, signal) {
  const client = await connected(serverUrl);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await operate(['migrate'], { env: { DATABASE_URL: url.href }, user: undefined, signal });
  return url.href;
}

/** @param {import('typeorm').DataSource} dataSource */
async function aReader(dataSource) {
  const id = uuidv7();
  await dataSource.query(
    `INSERT INTO people (id, email, display_name, language, time_zone) VALUES ($1, 'reader@bench.example', 'Reader', 'en', 'Etc/UTC')`,
    [id],
  );
  await dataSource.query(
    `INSERT INTO role_assignments (id, person_id, role, state_code) VALUES ($1, $2, 'focal-point', 'KEN')`,
    [uuidv7(), id],
  );
  return id;
}

/** @param {import('typeorm').DataSource} dataSource @param {string} readerId @param {number} count */
async function someCases(dataSource, readerId, count) {
  const cases = Array.from({ length: count }, () => {
    const id = uuidv7();
    return { id, reference: `TA-${id.replaceAll('-', '').slice(-20)}` };
  });
  await dataSource.query(
    `INSERT INTO cases (id, reference, version, history_length, workflow_id, workflow_version, state, phase, holder, is_open, gates, consents,
                        performers, requesting_state, area, urgency, sensitivity, created_by, request, established, created_at, submitted_at, changed_at)
     SELECT id, reference, 1, 1, 'technical-assistance', 1, 'submitted', 'intake', 'office', true, '{}', '{}', '{}', 'KEN', 'ML', 'routine',
            'unclassified', $3, '{"title":"Training"}', '{}', now(), now(), now()
       FROM unnest($1::uuid[], $2::text[]) AS c (id, reference)`,
    [cases.map(({ id }) => id), cases.map(({ reference }) => reference), readerId],
  );
  return cases;
}

/** @param {number} pid @returns {number | undefined} where the system tells */
function residentMb(pid) {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
  } catch {
    return undefined;
  }
}
