import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandLineOf } from './command-line.mjs';
import { endLeftover, runToEnd, startProcess, waitFor } from './processes.mjs';
import { Trouble } from './trouble.mjs';

/**
 * @typedef {object} Cluster one PostgreSQL data folder and what is needed to run it
 * @property {import('./postgres-binaries.mjs').PostgresBinaries} binaries
 * @property {string} folder
 * @property {import('./ordinary-user.mjs').OrdinaryUser | undefined} user
 * @property {string} logFile
 * @property {string[]} [settings] `name=value`, for this start only
 * @property {boolean} [ownSession]
 */

export const SUPERUSER = 'postgres';

export const newPassword = () => randomBytes(24).toString('base64url');

/**
 * Makes the data folder if it is not there. It is made beside and renamed when whole, so a start that was
 * interrupted leaves nothing that looks like a database.
 * @param {Cluster} cluster
 * @param {{ superuserPassword: string, durable: boolean, signal?: AbortSignal | undefined }} options
 * @returns {Promise<boolean>} whether it had to be made
 */
export async function createCluster({ binaries, folder, user }, { superuserPassword, durable, signal }) {
  if (existsSync(join(folder, 'PG_VERSION'))) {
    checkMajorVersion(binaries, folder);
    return false;
  }
  const unfinished = `${folder}.unfinished`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const { code, output } = await runToEnd({
      command: join(binaries.folder, 'bin', 'initdb'),
      args: [
        ...['--pgdata', unfinished, '--username', SUPERUSER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
        // The built-in locale sorts and folds case alike on every machine.
        ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
        ...(durable ? [] : ['--no-sync']),
        '--no-instructions',
      ],
      user,
      ...(signal && { signal }),
    });
    if (code !== 0) throw new Trouble('PostgreSQL could not make its data folder.', output);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, folder);
  return true;
}

/**
 * Starts the server and waits until it takes connections, on the loopback only.
 * @param {Cluster} cluster
 * @param {number} port
 * @param {AbortSignal} [signal]
 * @returns {Promise<import('./processes.mjs').RunningProcess>}
 */
export async function startPostgres(cluster, port, signal) {
  const { binaries, folder, user, logFile, settings = [], ownSession = true } = cluster;
  const deadline = Date.now() + 60_000;
  for (;;) {
    await settleLeftover(folder);
    const logBegins = existsSync(logFile) ? statSync(logFile).size : 0;
    const log = openSync(logFile, 'a', 0o600);
    const running = await startProcess({
      command: join(binaries.folder, 'bin', 'postgres'),
      args: [
        ...['-D', folder, '-p', String(port)],
        // No socket file: its path may be too long below a deep checkout.
        ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap((setting) => [
          '-c',
          setting,
        ]),
      ],
      user,
      stdio: ['ignore', log, log],
      // Fast shutdown: sessions are ended, data written, and the next start needs no recovery.
      stopSignal: 'SIGINT',
      graceMs: 30_000,
      ownSession,
    });
    closeSync(log);
    try {
      await waitFor(() => (!running.isRunning() || isReady(folder, running.pid) ? true : undefined), {
        withinMs: 60_000,
        signal,
        otherwise: () =>
          new Trouble('PostgreSQL did not get ready within a minute.', readFileSync(logFile, 'utf8').slice(logBegins)),
      });
    } catch (error) {
      await running.stop();
      throw error;
    }
    if (running.isRunning()) return running;

    const said = readFileSync(logFile, 'utf8').slice(logBegins);
    // After a kill -9 of the server its last sessions hold the shared memory until they notice.
    if (!said.includes('is still in use') || Date.now() > deadline) {
      throw new Trouble('PostgreSQL did not start.', said.slice(-4_000));
    }
    await pause(250);
  }
}

/**
 * Makes way for a server on this folder: stops one that a killed launcher left running, and removes a
 * `postmaster.pid` whose number now belongs to some other program (PostgreSQL sees for itself when nobody
 * has that number any more).
 * @param {string} folder
 * @returns {Promise<boolean>} whether a running server was stopped
 */
export async function settleLeftover(folder) {
  const file = join(folder, 'postmaster.pid');
  const pid = Number(linesOf(file)[0]);
  if (!(pid > 0)) return false;
  const command = commandLineOf(pid);
  if (command === undefined) return false;
  if (command.includes('postgres') && command.includes(folder)) {
    await endLeftover(pid, 'SIGINT', 20_000);
    return true;
  }
  rmSync(file, { force: true });
  return false;
}

/** @param {import('./postgres-binaries.mjs').PostgresBinaries} binaries @param {string} folder */
function checkMajorVersion(binaries, folder) {
  const ofData = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (binaries.version.split('.')[0] !== ofData) {
    throw new Trouble(
      `The data in ${folder} were written by PostgreSQL ${ofData}, the one installed now is ${binaries.version}. ` +
        'Dump them with the old version, or begin anew with: npm start -- --fresh',
    );
  }
}

/** @param {string} folder @param {number} pid */
function isReady(folder, pid) {
  const lines = linesOf(join(folder, 'postmaster.pid'));
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** @param {string} file @returns {string[]} */
function linesOf(file) {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * A folder that the ordinary user owns, inside one that it may pass through.
 * @param {string} folder
 * @param {import('./ordinary-user.mjs').OrdinaryUser | undefined} user
 */
export function ownedFolder(folder, user) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}
