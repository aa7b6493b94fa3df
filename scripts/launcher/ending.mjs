import { readFileSync } from 'node:fs';
import { commandLineOf } from './command-line.mjs';
import { guard } from './guard.mjs';
import { isAlive } from './signals.mjs';
import { Stopped } from './trouble.mjs';

/**
 * How one run of a script comes to its end: by itself, by a signal, or because the npm that started it is
 * gone. What was begun is undone in reverse order; whatever that misses is left to the guardian.
 */
export class Ending {
  #controller = new AbortController();
  /** @type {(() => Promise<unknown> | void)[]} */
  #undo = [];
  #signals = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #parentWatch;

  /** @param {(reason: string) => void} say told once, when somebody asks us to stop */
  constructor(say) {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        this.#signals += 1;
        // npm passes the terminal's Ctrl-C on, so two at once are one; a later one means: now.
        if (this.#signals === 1) {
          say(signal === 'SIGINT' ? 'Stopping (Ctrl-C again to stop at once)' : `Stopping (${signal})`);
          this.#firstSignalAt = Date.now();
          this.#controller.abort(new Stopped());
        } else if (Date.now() - this.#firstSignalAt > 1_000) {
          process.exit(130);
        }
      });
    }
    const npm = startingNpm();
    if (npm) {
      this.#parentWatch = setInterval(() => {
        if (process.ppid === npm.parent && isAlive(npm.pid)) return;
        clearInterval(this.#parentWatch);
        say('Stopping: the npm that started this is gone');
        this.#controller.abort(new Stopped());
      }, 500);
      this.#parentWatch.unref();
    }
  }

  #firstSignalAt = 0;

  /** Aborted as soon as somebody asks us to stop. */
  get signal() {
    return this.#controller.signal;
  }

  /** @param {() => Promise<unknown> | void} undo */
  defer(undo) {
    this.#undo.push(undo);
  }

  /** Settles when somebody asks us to stop. @returns {Promise<void>} */
  requested() {
    return new Promise((resolve) => {
      if (this.signal.aborted) resolve();
      else this.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Undoes everything, each step even if another failed. @returns {Promise<unknown[]>} the failures */
  async finish() {
    const failures = [];
    for (const undo of this.#undo.splice(0).reverse()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    clearInterval(this.#parentWatch);
    await guard.release();
    return failures;
  }
}

/**
 * The npm we run under: our parent, or the one of the shell that npm may put between. Somebody who kills it has
 * their prompt back and thinks that everything is over.
 * @returns {{ pid: number, parent: number } | undefined}
 */
function startingNpm() {
  if (!process.env['npm_lifecycle_event']) return undefined;
  const parent = process.ppid;
  const isShell = /^\S*sh -c /.test(commandLineOf(parent) ?? '');
  return { parent, pid: (isShell && parentOf(parent)) || parent };
}

/** @param {number} pid @returns {number | undefined} */
function parentOf(pid) {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) || undefined;
  } catch {
    // No such file system here: there the shell gives its place to the program it runs.
    return undefined;
  }
}
