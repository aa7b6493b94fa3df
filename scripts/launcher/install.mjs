import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { oneAtATime } from './instance-lock.mjs';
import { runToEnd } from './processes.mjs';
import { inProject, projectFolder } from './project.mjs';
import { step } from './steps.mjs';
import { Trouble } from './trouble.mjs';

/** What npm writes down, at the very end, about the folder it has just filled. */
const installedList = inProject('node_modules', '.package-lock.json');

/**
 * Installs the packages of the lockfile unless exactly these are there already.
 * @param {{ signal?: AbortSignal | undefined, say?: import('./steps.mjs').Say }} [options]
 */
export async function installMissing({ signal, say } = {}) {
  if (missingPackages().length === 0) return;
  await oneAtATime(inProject('node_modules'), signal, () => install({ signal, say }));
}

/** @param {{ signal?: AbortSignal | undefined, say?: import('./steps.mjs').Say | undefined }} options */
async function install({ signal, say }) {
  // Another of our commands may have installed them while we waited for it.
  const missing = missingPackages();
  if (missing.length === 0) return;
  const why = existsSync(installedList) ? `${missing.length} of its packages missing or stale` : 'first time';
  await step(
    `Installing packages (${why})`,
    async (done) => {
      // Without this list an installation that is interrupted half-way does not pass for a whole one.
      rmSync(installedList, { force: true });
      // The build needs the development packages, whatever NODE_ENV says.
      const clean = await npm(['ci', '--include=dev'], signal);
      if (clean.code === 0) {
        done('Packages installed (npm ci)');
        return;
      }
      // npm 11 can refuse its own lockfile over optional binaries of other platforms; `install` takes it.
      const lenient = await npm(['install', '--include=dev', '--no-save'], signal);
      if (lenient.code === 0) {
        done('Packages installed (npm install, since npm ci would not)');
        return;
      }
      throw new Trouble(
        'The packages could not be installed. The first start needs the network.',
        lenient.output || clean.output,
      );
    },
    say,
  );
}

/** @param {string[]} args @param {AbortSignal | undefined} signal */
function npm(args, signal) {
  // The npm that runs us; otherwise the one beside this Node; otherwise whatever the PATH has.
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const cli = [process.env['npm_execpath'], beside].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  return runToEnd({
    ...(cli ? { command: process.execPath, args: [cli, ...args] } : { command: 'npm', args }),
    cwd: projectFolder,
    ...(signal && { signal }),
  });
}

/**
 * Packages that the lockfile asks for and that are not there in that version. Optional ones may be absent:
 * most of them are binaries of other platforms.
 * @returns {string[]}
 */
function missingPackages() {
  const wanted = packagesOf(inProject('package-lock.json'));
  const present = existsSync(installedList) ? packagesOf(installedList) : {};
  return Object.entries(wanted)
    .filter(([path, { version, optional }]) => {
      if (path === '' || optional) return false;
      return present[path]?.version !== version || !existsSync(inProject(path));
    })
    .map(([path]) => path);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
