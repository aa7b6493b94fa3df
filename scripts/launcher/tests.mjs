import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { startProcess } from './processes.mjs';
import { privatePostgres, privateQueueServer, temporaryFolder } from './private-servers.mjs';
import { inProject, projectFolder } from './project.mjs';
import { findQueueServer } from './queue-server.mjs';
import { isAlive } from './signals.mjs';
import { bold, red, step, toStandardOutput } from './steps.mjs';

/** The rings of the test house, innermost first, and what each needs to stand on. */
export const RINGS = /** @type {const} */ (['unit', 'contracts', 'integration', 'e2e', 'architecture']);
const RINGS_ON_SERVERS = new Set(['contracts', 'integration', 'e2e']);
const RINGS_ON_PROCESSES = new Set(['e2e']);

/**
 * Runs the tests against private servers and counts what passed and failed.
 * @param {import('./ending.mjs').Ending} ending
 * @param {string[]} wishes names of rings, paths, or options of Jest
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runTests(ending, wishes) {
  const named = wishes.filter((wish) => RINGS.some((ring) => ring === wish));
  const rest = wishes.filter((wish) => !named.includes(wish));
  const rings = named.length > 0 ? named : ringsOf(rest.filter((wish) => !wish.startsWith('-')));

  const folder = temporaryFolder(ending);
  /** @type {NodeJS.ProcessEnv} */
  const servers = {};
  if (rings.some((ring) => RINGS_ON_SERVERS.has(ring))) {
    const postgres = await step('Starting a private PostgreSQL', async (done) => {
      const started = await privatePostgres(ending, folder, { durable: false });
      done(`PostgreSQL ${started.version} on port ${started.port}, for these tests only`);
      return started;
    });
    servers['TEST_DATABASE_URL'] = postgres.url;
    servers['TEST_MIGRATION_DATABASE_URL'] = postgres.migrationUrl;

    const found = findQueueServer();
    if (found) {
      const queue = await step('Starting a private Redis', async (done) => {
        const started = await privateQueueServer(ending, folder, found);
        done(`${found.program} ${started.version} on port ${started.port}, for these tests only`);
        return started;
      });
      servers['TEST_REDIS_URL'] = queue.url;
    } else {
      toStandardOutput(
        red(bold('!! NO redis-server ON THE PATH: THE REDIS RING IS NOT RUN. Install redis-server to run it.')),
      );
    }
  }
  if (rings.some((ring) => RINGS_ON_PROCESSES.has(ring))) await buildStale({ signal: ending.signal });

  // The names of rings come last: Jest would take paths behind them for more names.
  return runJest(ending, [...rest, ...(rings.length < RINGS.length ? ['--selectProjects', ...rings] : [])], {
    resultsFile: join(folder, 'results.json'),
    env: servers,
  });
}

/**
 * The rings that hold the wished paths, so that a path of one ring does not start what only others need.
 * @param {string[]} paths
 */
function ringsOf(paths) {
  /** @type {Set<string>} */
  const rings = new Set();
  for (const path of paths) {
    const inTest = RINGS.find((ring) => path.replaceAll('\\', '/').includes(`test/${ring}`));
    if (inTest) rings.add(inTest);
    else if (/^(\.\/)?(apps|libs|scripts)\//.test(path)) rings.add('unit');
    else return [...RINGS];
  }
  return rings.size > 0 ? RINGS.filter((ring) => rings.has(ring)) : [...RINGS];
}

/**
 * @param {import('./ending.mjs').Ending} ending
 * @param {string[]} args
 * @param {{ resultsFile: string, env: NodeJS.ProcessEnv }} options
 */
async function runJest(ending, args, { resultsFile, env }) {
  ending.signal.throwIfAborted();
  const jest = await startProcess({
    command: process.execPath,
    args: [
      // Jest's support for ES modules stands behind a flag of Node that warns each time.
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      inProject('node_modules', 'jest', 'bin', 'jest.js'),
      ...['--json', '--outputFile', resultsFile, '--passWithNoTests', ...args],
    ],
    env: {
      ...env,
      NODE_OPTIONS: [process.env['NODE_OPTIONS'], '--experimental-vm-modules --disable-warning=ExperimentalWarning']
        .filter(Boolean)
        .join(' '),
    },
    cwd: projectFolder,
    // Its report for people goes to standard error; the JSON on standard output is in the file as well.
    stdio: ['ignore', 'ignore', 'inherit'],
    group: true,
    graceMs: 3_000,
  });
  const stop = () => void jest.stop();
  ending.signal.addEventListener('abort', stop, { once: true });
  jest.child.once('exit', () => {
    if (isAlive(jest.pid, true)) toStandardOutput(red('!! Tests left processes behind; they were stopped.'));
  });
  const { code } = await jest.exited;
  ending.signal.removeEventListener('abort', stop);
  ending.signal.throwIfAborted();
  return count(resultsFile, code ?? 1);
}

/** @param {string} resultsFile @param {number} code @returns {{ passed: number, failed: number }} */
function count(resultsFile, code) {
  let results;
  try {
    results = JSON.parse(readFileSync(resultsFile, 'utf8'));
  } catch {
    // Jest did not even get to its report.
    return { passed: 0, failed: 1 };
  }
  // A file that cannot be loaded holds no counted test, and is a failure all the same.
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}
