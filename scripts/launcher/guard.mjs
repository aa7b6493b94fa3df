import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./guardian.mjs', import.meta.url));

/**
 * Our line to the guardian (see guardian.mjs). It starts with the first process worth guarding and is
 * replaced if somebody kills it.
 */
class Guard {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #guardian;
  /** @type {Map<string, string>} what the present guardian knows, to tell the next one */
  #told = new Map();
  #released = false;

  /** @param {number} pid @param {{ signal: NodeJS.Signals, graceMs: number, group: boolean }} ending */
  watch(pid, { signal, graceMs, group }) {
    this.#tell(`pid ${pid}`, `watch ${pid} ${signal} ${graceMs} ${group ? 'group' : 'self'}`);
  }

  /** @param {number} pid */
  forget(pid) {
    if (this.#told.delete(`pid ${pid}`)) this.#send(`forget ${pid}`);
  }

  /** A temporary folder that must not stay behind. @param {string} folder */
  removeAtEnd(folder) {
    this.#tell(`folder ${folder}`, `folder ${JSON.stringify(folder)}`);
  }

  /** @param {string} folder */
  keep(folder) {
    if (this.#told.delete(`folder ${folder}`)) this.#send(`keep ${JSON.stringify(folder)}`);
  }

  /** Lets the guardian go; it cleans up whatever it still knows of. @returns {Promise<void>} */
  release() {
    this.#released = true;
    const guardian = this.#guardian;
    if (!guardian || guardian.exitCode !== null || guardian.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      guardian.ref();
      guardian.once('exit', () => resolve());
      guardian.stdin?.end();
    });
  }

  /** @param {string} subject @param {string} line */
  #tell(subject, line) {
    this.#told.set(subject, line);
    if (this.#guardian) this.#send(line);
    else this.#start();
  }

  #start() {
    // A session of its own: what is sent to the terminal's process group must not reach it.
    const guardian = spawn(process.execPath, [program], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    });
    this.#guardian = guardian;
    guardian.unref();
    // Writing to a guardian that was just killed fails here; its exit, below, is what we act on.
    guardian.stdin?.on('error', () => undefined);
    guardian.once('exit', () => {
      if (this.#released) return;
      this.#start();
    });
    for (const line of this.#told.values()) this.#send(line);
  }

  /** @param {string} line */
  #send(line) {
    this.#guardian?.stdin?.write(`${line}\n`);
  }
}

export const guard = new Guard();
