import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APPLICATION_ROLE, databaseUrl, MIGRATOR_ROLE, prepareRoles } from './database.mjs';
import { createCluster, newPassword, ownedFolder, startPostgres } from './embedded-postgres.mjs';
import { guard } from './guard.mjs';
import { canEnter, ordinaryUser } from './ordinary-user.mjs';
import { anyFreePort } from './ports.mjs';
import { postgresBinaries } from './postgres-binaries.mjs';
import { queueUrl, startQueueServer } from './queue-server.mjs';
import { Trouble } from './trouble.mjs';

/**
 * Servers for one run of tests or benchmarks, in a temporary folder that goes when the run ends.
 * @typedef {{ defer: (undo: () => Promise<unknown> | void) => void, signal?: AbortSignal | undefined, ownSession?: boolean }} Run
 */

/** Faster by far, and what a crash of the machine would lose is thrown away anyway. */
// No autovacuum: its worker belongs to the superuser, and a test's database could not be dropped while it is in there.
const CARELESS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_connections=300',
];
const CAREFUL = ['max_connections=300'];

/**
 * A folder that the user who runs the servers can enter, even when TMPDIR is a private one of root.
 * @param {Run} run
 */
export function temporaryFolder(run) {
  const user = ordinaryUser();
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => canEnter(user, folder));
  if (!parent)
    throw new Trouble(`The user ${user?.name} can enter no temporary folder. Set TMPDIR to one open to all.`);
  const folder = mkdtempSync(join(parent, 'upon-request-'));
  guard.removeAtEnd(folder);
  run.defer(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    guard.keep(folder);
  });
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * @param {Run} run
 * @param {string} folder from `temporaryFolder`
 * @param {{ durable: boolean }} options whether a commit really reaches the disk: yes where it is measured
 */
export async function privatePostgres(run, folder, { durable }) {
  const user = ordinaryUser();
  const binaries = postgresBinaries(user, folder);
  const home = ownedFolder(join(folder, 'postgresql'), user);
  const cluster = {
    binaries,
    user,
    folder: join(home, 'data'),
    logFile: join(folder, 'postgresql.log'),
    settings: durable ? CAREFUL : CARELESS,
    ownSession: run.ownSession ?? true,
  };
  const superuserPassword = newPassword();
  const [rolePassword, migratorPassword] = [newPassword(), newPassword()];
  await createCluster(cluster, { superuserPassword, durable, signal: run.signal });
  const port = await anyFreePort();
  let server = await startPostgres(cluster, port, run.signal);
  run.defer(() => server.stop());
  await prepareRoles({ port, superuserPassword, rolePassword, migratorPassword, mayCreateDatabases: true });
  const at = { port, database: 'postgres' };
  return {
    version: binaries.version,
    port,
    /** As the application signs in. */
    url: databaseUrl({ ...at, user: APPLICATION_ROLE, password: rolePassword }),
    /** As the migrations do: whoever makes databases and owns what is in them. */
    migrationUrl: databaseUrl({ ...at, user: MIGRATOR_ROLE, password: migratorPassword }),
    /**
     * For tests of what happens when the server is killed, or told to stop: `SIGQUIT` is what `pg_ctl -m immediate` sends,
     * `SIGINT` what `-m fast` does.
     */
    kill: (/** @type {'SIGKILL' | 'SIGQUIT' | 'SIGINT'} */ signal = 'SIGKILL') => killed(server, signal),
    start: async () => {
      server = await startPostgres(cluster, port, run.signal);
    },
    /** Stops every process of the server where it stands, as a frozen machine would, or lets them go on (Linux only). */
    signal: (/** @type {'SIGSTOP' | 'SIGCONT'} */ signal) => signalAll(server.child.pid, signal),
  };
}

/**
 * @param {Run} run
 * @param {string} folder from `temporaryFolder`
 * @param {import('./queue-server.mjs').QueueServer} found
 */
export async function privateQueueServer(run, folder, found) {
  const user = ordinaryUser();
  const password = newPassword();
  const port = await anyFreePort();
  const plan = {
    server: found,
    port,
    password,
    user,
    folder: ownedFolder(join(folder, 'queue'), user),
    logFile: join(folder, 'queue.log'),
    signal: run.signal,
    ownSession: run.ownSession ?? true,
  };
  let server = await startQueueServer(plan);
  run.defer(() => server.stop());
  return {
    version: found.version,
    port,
    url: queueUrl({ port, password }),
    /** For tests of what happens when the server is killed. */
    kill: () => killed(server),
    start: async () => {
      server = await startQueueServer(plan);
    },
  };
}

/** @param {import('./processes.mjs').RunningProcess} server @param {NodeJS.Signals} [signal] */
async function killed(server, signal = 'SIGKILL') {
  server.child.kill(signal);
  await server.exited;
}

/**
 * The postmaster first, so that it starts nobody meanwhile. Its children are in process groups of their own.
 * @param {number | undefined} pid @param {NodeJS.Signals} signal
 */
function signalAll(pid, signal) {
  if (pid === undefined) throw new Error('The server does not run');
  process.kill(pid, signal);
  for (const child of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = statOf(child);
    if (stat?.split(') ').at(-1)?.split(' ')[1] === String(pid)) process.kill(Number(child), signal);
  }
}

/** @param {string} pid */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It has just ended.
    return undefined;
  }
}
