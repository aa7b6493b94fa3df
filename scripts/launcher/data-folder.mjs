import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { newPassword, settleLeftover } from './embedded-postgres.mjs';
import { canEnter, isRoot, ordinaryUser } from './ordinary-user.mjs';
import { dataFolder, projectFolder } from './project.mjs';
import { settleLeftoverQueue } from './queue-server.mjs';
import { Trouble } from './trouble.mjs';

/**
 * Where the embedded mode keeps what it keeps.
 * @typedef {object} DataFolder
 * @property {string} serversHome folder of the servers' data: `.data`, or a refuge when the checkout lies below a folder
 *   that the user who runs the servers may not enter
 * @property {string} postgres
 * @property {string} queue
 * @property {string} mail
 * @property {(name: string) => string} log path of a log file
 * @property {import('./ordinary-user.mjs').OrdinaryUser | undefined} user
 * @property {{ superuserPassword: string, rolePassword: string, migratorPassword: string, queuePassword: string, secretsKey: string }} secrets
 */

/** Persistent, unlike the temporary folders, which some systems sweep. */
const REFUGES = '/var/lib/upon-request';
const refugeNote = join(dataFolder, 'servers-home');
const secretsFile = join(dataFolder, 'secrets.json');

/** @returns {DataFolder} */
export function openDataFolder() {
  makeUsable();
  const user = ordinaryUser(existingServers());
  const serversHome = chooseServersHome(user);
  for (const folder of ['logs', 'mail']) mkdirSync(join(dataFolder, folder), { recursive: true, mode: 0o700 });
  if (user)
    for (const folder of [dataFolder, join(dataFolder, 'logs'), join(dataFolder, 'mail')])
      chownSync(folder, user.uid, user.gid);
  return {
    serversHome,
    postgres: join(serversHome, 'postgresql'),
    queue: join(serversHome, 'queue'),
    mail: join(dataFolder, 'mail'),
    log: (name) => join(dataFolder, 'logs', `${name}.log`),
    user,
    secrets: secrets(user),
  };
}

/** Forgets everything: `npm start -- --fresh`. What a killed launcher left running is stopped first. */
export async function clearDataFolder() {
  if (!existsSync(dataFolder)) return;
  makeUsable();
  const home = noted() ?? dataFolder;
  await settleLeftover(join(home, 'postgresql', 'data'));
  await settleLeftoverQueue(join(home, 'queue'));
  if (home !== dataFolder) rmSync(home, { recursive: true, force: true });
  for (const name of readdirSync(dataFolder)) rmSync(join(dataFolder, name), { recursive: true, force: true });
}

/** The name of a new log; the one of the start before is kept beside it. @param {string} file */
export function rotate(file) {
  if (existsSync(file)) renameSync(file, `${file}.1`);
}

function makeUsable() {
  try {
    mkdirSync(dataFolder, { recursive: true });
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    if (existsSync(secretsFile)) accessSync(secretsFile, constants.R_OK);
    // Others may pass through to what is theirs, and see nothing else.
    chmodSync(dataFolder, 0o711);
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) throw error;
    throw new Trouble(
      `${dataFolder} belongs to another user: it was made by a start as root or as somebody else. Start as that user, or remove it.`,
    );
  }
}

/** @returns {string | undefined} */
function noted() {
  if (!existsSync(refugeNote)) return undefined;
  const home = readFileSync(refugeNote, 'utf8').trim();
  return existsSync(home) ? home : undefined;
}

function existingServers() {
  return join(noted() ?? dataFolder, 'postgresql');
}

/** @param {import('./ordinary-user.mjs').OrdinaryUser | undefined} user @returns {string} */
function chooseServersHome(user) {
  const known = noted();
  if (known && canEnter(user, known)) return known;
  if (canEnter(user, dataFolder)) return dataFolder;

  const refuge = join(REFUGES, randomBytes(8).toString('hex'));
  mkdirSync(refuge, { recursive: true, mode: 0o711 });
  // A closed door above the checkout may be newer than the data: they move along.
  for (const name of ['postgresql', 'queue']) {
    const here = join(known ?? dataFolder, name);
    if (existsSync(here) && spawnSync('mv', [here, join(refuge, name)]).status !== 0) {
      throw new Trouble(`${here} could not be moved to ${refuge}, where the user ${user?.name} can reach it.`);
    }
  }
  writeFileSync(refugeNote, `${refuge}\n`);
  return refuge;
}

/** @param {import('./ordinary-user.mjs').OrdinaryUser | undefined} user @returns {DataFolder['secrets']} */
function secrets(user) {
  const known = existsSync(secretsFile) ? JSON.parse(readFileSync(secretsFile, 'utf8')) : {};
  // What is new in this version is added to what is there.
  const all = {
    superuserPassword: newPassword(),
    rolePassword: newPassword(),
    migratorPassword: newPassword(),
    queuePassword: newPassword(),
    secretsKey: randomBytes(32).toString('base64'),
    ...known,
  };
  if (Object.keys(all).length > Object.keys(known).length) {
    const unfinished = `${secretsFile}.unfinished`;
    writeFileSync(unfinished, JSON.stringify(all), { mode: 0o600 });
    renameSync(unfinished, secretsFile);
  }
  if (user) chownSync(secretsFile, user.uid, user.gid);
  return all;
}

/**
 * What root installs or builds in somebody's checkout becomes that somebody's, who must be able to change it
 * without root later.
 * @param {string[]} folders
 */
export function handOver(folders) {
  const user = isRoot ? ordinaryUser(projectFolder) : undefined;
  if (!user) return;
  spawnSync('chown', ['-R', '-h', `${user.uid}:${user.gid}`, ...folders.filter((folder) => existsSync(folder))], {
    stdio: 'ignore',
  });
}
