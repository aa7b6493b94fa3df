import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * One launcher per data folder. The lock is a socket: the kernel frees it however its holder ends, and who
 * comes second can ask the holder what to tell its user.
 * @typedef {{ pid: number, address?: string }} Holder
 */

export class HeldByAnother extends Error {
  /** @param {Holder} holder */
  constructor(holder) {
    super('already started');
    this.holder = holder;
  }
}

/**
 * @param {string} folder
 * @returns {Promise<{ announce: (address: string) => void, release: () => Promise<void> }>}
 * @throws {HeldByAnother}
 */
export async function holdInstance(folder) {
  const address = addressFor(folder);
  /** @type {Holder} */
  const holder = { pid: process.pid };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(JSON.stringify(holder));
  });
  try {
    await listen(server, address);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    const other = await ask(address);
    if (other) throw new HeldByAnother(other);
    // Only a socket file can outlive its holder.
    rmSync(address, { force: true });
    await listen(server, address);
  }
  server.unref();
  return {
    announce: (at) => {
      holder.address = at;
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * Does some work on a folder when nobody else does any, waiting for whoever does.
 * @template T
 * @param {string} folder
 * @param {AbortSignal | undefined} signal
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(folder, signal, work) {
  for (;;) {
    signal?.throwIfAborted();
    try {
      const lock = await holdInstance(folder);
      try {
        return await work();
      } finally {
        await lock.release();
      }
    } catch (error) {
      if (!(error instanceof HeldByAnother)) throw error;
      await pause(200);
    }
  }
}

/** Who holds the folder now, if anybody. @param {string} folder @returns {Promise<Holder | undefined>} */
export const holderOf = (folder) => ask(addressFor(folder));

/**
 * On Linux a name outside the file system: no stale file, no limit on the path's length.
 * @param {string} folder
 */
function addressFor(folder) {
  const name = `upon-request-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** @param {import('node:net').Server} server @param {string} address @returns {Promise<void>} */
function listen(server, address) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** @param {string} address @returns {Promise<Holder | undefined>} */
function ask(address) {
  return new Promise((resolve) => {
    const socket = connect({ path: address, timeout: 2_000 });
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString();
    });
    socket.once('end', () => resolve(JSON.parse(said)));
    // Somebody holds it, and is too busy (or stopped) to say who.
    socket.once('timeout', () => {
      socket.destroy();
      resolve({ pid: 0 });
    });
    socket.once('error', () => resolve(undefined));
  });
}
