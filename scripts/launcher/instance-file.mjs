import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf } from './instance-lock.mjs';
import { dataFolder } from './project.mjs';
import { Trouble } from './trouble.mjs';

const file = join(dataFolder, 'instance.json');

/**
 * What other commands need to know of a running embedded instance. Readable by its owner only: it holds the
 * passwords of the embedded servers. What came in by `DATABASE_URL` or `REDIS_URL` is not written down.
 * @typedef {{ address: string, mailFolder?: string, mailReadAt?: string | undefined, env: NodeJS.ProcessEnv }} Instance
 */

/** @param {Instance} instance */
export function announceInstance(instance) {
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(instance, undefined, 2), { mode: 0o600 });
}

export function withdrawInstance() {
  rmSync(file, { force: true });
}

/** The instance running on this checkout's data, if there is one. @returns {Promise<Instance | undefined>} */
export async function runningInstance() {
  if (!(await holderOf(dataFolder))) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    // It is still on its way up, or already on its way down.
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES') throw new Trouble('The running instance was started by another user; use it as that user.');
    throw error;
  }
}
