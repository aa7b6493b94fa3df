import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { commandLineOf } from './command-line.mjs';
import { endLeftover, startProcess, waitFor } from './processes.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {{ readonly program: string, readonly version: string }} QueueServer a Redis or Valkey on the PATH */

const OLDEST_THAT_WILL_DO = [6, 2];

/** @returns {QueueServer | undefined} */
export function findQueueServer() {
  for (const program of ['redis-server', 'valkey-server']) {
    const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    const version = status === 0 ? /v=(\d+\.\d+\.\d+)/.exec(stdout)?.[1] : undefined;
    if (version && isRecentEnough(version)) return { program, version };
  }
  return undefined;
}

/** @param {string} version */
function isRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_THAT_WILL_DO;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** @param {{ port: number, password: string }} address */
export const queueUrl = ({ port, password }) => `redis://:${password}@127.0.0.1:${port}`;

/**
 * Starts the server on its own port and folder: append-only, so that a restart keeps what waits, and never
 * evicting, since an evicted job is a lost one.
 * @param {{ server: QueueServer, port: number, password: string, folder: string, logFile: string,
 *   user: import('./ordinary-user.mjs').OrdinaryUser | undefined, signal?: AbortSignal | undefined, ownSession?: boolean }} plan
 */
export async function startQueueServer({ server, port, password, folder, logFile, user, signal, ownSession = true }) {
  await settleLeftoverQueue(folder);
  const log = openSync(logFile, 'a', 0o600);
  const running = await startProcess({
    command: server.program,
    // The configuration comes through standard input: a password on the command line is for all to read.
    args: ['-'],
    input: [
      'bind 127.0.0.1',
      `port ${port}`,
      `dir ${JSON.stringify(folder)}`,
      `requirepass ${password}`,
      'daemonize no',
      `pidfile ${JSON.stringify(pidFileIn(folder))}`,
      'appendonly yes',
      'maxmemory-policy noeviction',
      'save ""',
      '',
    ].join('\n'),
    stdio: ['pipe', log, log],
    user,
    ownSession,
  });
  closeSync(log);
  try {
    await waitFor(async () => (!running.isRunning() || (await answersPing(port, password)) ? true : undefined), {
      withinMs: 60_000,
      signal,
      otherwise: () => new Trouble(`${server.program} did not get ready within a minute.`, tail(logFile)),
    });
  } catch (error) {
    await running.stop();
    throw error;
  }
  if (!running.isRunning()) throw new Trouble(`${server.program} did not start.`, tail(logFile));
  return running;
}

/** @param {string} folder */
const pidFileIn = (folder) => join(folder, 'queue.pid');

/**
 * Stops a server that a killed launcher left running on this folder.
 * @param {string} folder
 */
export async function settleLeftoverQueue(folder) {
  const file = pidFileIn(folder);
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8'));
  const command = pid > 0 ? commandLineOf(pid) : undefined;
  if (command && /(redis|valkey)-server/.test(command) && worksIn(pid, folder))
    await endLeftover(pid, 'SIGTERM', 10_000);
  rmSync(file, { force: true });
}

/** @param {number} pid @param {string} folder */
function worksIn(pid, folder) {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

/** @param {string} file */
const tail = (file) => readFileSync(file, 'utf8').slice(-4_000);

/** @param {number} port @param {string} password @returns {Promise<boolean>} */
function answersPing(port, password) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 });
    let said = '';
    const settle = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      said += chunk.toString();
      if (said.includes('+PONG')) settle(true);
      else if (said.includes('-LOADING')) settle(false);
    });
    socket.once('timeout', () => settle(false));
    socket.once('close', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
