import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { apiProgram } from '../../../scripts/launcher/application.mjs';
import { startNodeProgram } from '../../../scripts/launcher/node-program.mjs';
import { anyFreePort } from '../../../scripts/launcher/ports.mjs';
import { inProject } from '../../../scripts/launcher/project.mjs';

/** As many connections as the API takes by default. */
const POOL_SIZE = '10';

/**
 * @typedef {object} Stage
 * @property {string} databaseUrl
 * @property {string} folder
 * @property {import('../../../scripts/launcher/ending.mjs').Ending} ending
 */

/**
 * The API as it runs in production, log and all.
 * @param {Stage} stage
 * @param {{ recordTo?: string, profileTo?: string }} [options] where its statements, or its use of time, are written down
 */
export async function startApi({ databaseUrl, folder, ending }, { recordTo, profileTo } = {}) {
  const port = await anyFreePort();
  const server = await startNodeProgram({
    name: 'The API',
    program: apiProgram,
    env: {
      // Whoever acts here has no second factor to show for strictly confidential cases.
      STRICT_NEEDS_SECOND_FACTOR: 'no',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: POOL_SIZE,
      QUEUE_BACKEND: 'postgres',
      SMTP_URL: 'smtp://127.0.0.1:9',
      REQUESTS_PER_MINUTE_PERSON: '1000000000',
      REQUESTS_PER_MINUTE_SOURCE: '1000000000',
      PORT: String(port),
      METRICS_PORT: String(await anyFreePort()),
      ...(recordTo !== undefined && { RECORD_STATEMENTS_TO: recordTo, ...loadedFirst('record-statements.mjs') }),
      ...(profileTo !== undefined && { PROFILE_TO: profileTo, ...loadedFirst('profile-program.mjs') }),
    },
    logFile: join(folder, `api-${port}.log`),
    readyAt: `http://127.0.0.1:${port}/health/ready`,
    signal: ending.signal,
    user: undefined,
  });
  ending.defer(() => server.stop());
  return { port, pid: server.pid, stop: () => server.stop() };
}

/** @param {string} module beside the floor */
function loadedFirst(module) {
  return { NODE_OPTIONS: `--import=${pathToFileURL(inProject('test', 'bench', 'floor', module)).href}` };
}

/** @param {Stage} stage @param {string} recordings file */
export async function startFloor({ databaseUrl, folder, ending }, recordings) {
  if (!existsSync(recordings)) throw new Error('The floor has nothing to repeat');
  const port = await anyFreePort();
  const server = await startNodeProgram({
    name: 'The floor',
    program: inProject('test', 'bench', 'floor', 'server.mjs'),
    env: { DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: POOL_SIZE, PORT: String(port), RECORDINGS: recordings },
    logFile: join(folder, 'floor.log'),
    readyAt: `http://127.0.0.1:${port}/health/ready`,
    signal: ending.signal,
    user: undefined,
  });
  ending.defer(() => server.stop());
  return { port, pid: server.pid };
}
