import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { projectFolder } from './project.mjs';
import { Trouble } from './trouble.mjs';

/**
 * The user that root lends its work to: PostgreSQL refuses to run as root, and nothing else here needs to.
 * @typedef {{ readonly uid: number, readonly gid: number, readonly name: string }} OrdinaryUser
 */

export const isRoot = process.getuid?.() === 0;

/**
 * The ordinary user to run as, or undefined when we are one already. The owner of existing data comes first,
 * since only that user can open it; then whoever called sudo, the owner of the checkout, and `nobody`.
 * @param {string} [existingData]
 * @returns {OrdinaryUser | undefined}
 */
export function ordinaryUser(existingData) {
  if (!isRoot) return undefined;
  const sudo = { uid: Number(process.env['SUDO_UID'] ?? 0), gid: Number(process.env['SUDO_GID'] ?? 0) };
  const candidates = [existingData && ownerOf(existingData), sudo, ownerOf(projectFolder), nobody()];
  for (const candidate of candidates) {
    if (!candidate || !(candidate.uid > 0) || !(candidate.gid > 0)) continue;
    const name = nameOf(candidate);
    if (name) return { ...candidate, name };
  }
  throw new Trouble(
    'Running as root, and found no ordinary user to run PostgreSQL as. Start as an ordinary user instead.',
  );
}

/**
 * Whether that user reaches a folder through everything above it.
 * @param {OrdinaryUser | undefined} user
 * @param {string} folder
 */
export function canEnter(user, folder) {
  if (!user) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...idsOf(user), stdio: 'ignore', cwd: '/' }).status === 0
  );
}

/**
 * Whether that user may run a program, its libraries included.
 * @param {OrdinaryUser | undefined} user
 * @param {string} program
 * @param {string[]} args something that ends at once, such as `--version`
 */
export function canRun(user, program, args) {
  return spawnSync(program, args, { ...(user && idsOf(user)), stdio: 'ignore', cwd: '/' }).status === 0;
}

/** @param {OrdinaryUser} user */
export const idsOf = ({ uid, gid }) => ({ uid, gid });

/** @param {string} path */
function ownerOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

function nobody() {
  const id = (/** @type {string} */ flag) =>
    Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout || 0);
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * initdb insists on a user that has a name; a bare number, as in many containers, will not do.
 * @param {{ uid: number, gid: number }} ids
 */
function nameOf({ uid, gid }) {
  const answer = spawnSync('id', ['-un'], { uid, gid, encoding: 'utf8', cwd: '/' });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
}
