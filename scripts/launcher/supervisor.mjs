import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { dim, green, red, report, seconds, toStandardOutput } from './steps.mjs';
import { Stopped } from './trouble.mjs';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Who has run this long has recovered; its next end counts as a first one. */
const STEADY_AFTER_MS = 60_000;

/**
 * Keeps a process running: when it ends and nobody asked it to, this says so and starts it again, at once the
 * first time and with growing patience after that.
 */
export class Supervised {
  /** @type {import('./processes.mjs').RunningProcess | undefined} */
  #running;
  #stopping = false;
  #startedAt = 0;
  #waitMs = FIRST_WAIT_MS;
  /** @type {AbortController} */
  #wait = new AbortController();
  /** @type {Promise<void>} */
  #watch = Promise.resolve();

  /**
   * @param {object} plan
   * @param {string} plan.name
   * @param {() => Promise<import('./processes.mjs').RunningProcess>} plan.start
   * @param {string} [plan.logFile] its last words are shown from here
   */
  constructor({ name, start, logFile }) {
    this.name = name;
    this.start = start;
    this.logFile = logFile;
  }

  /** The first start: a failure is the caller's. */
  async begin() {
    this.#running = await this.#attempt();
    this.#watch = this.#keep();
  }

  get isRunning() {
    return this.#running?.isRunning() ?? false;
  }

  async stop() {
    this.#stopping = true;
    this.#wait.abort();
    await this.#running?.stop();
    await this.#watch;
    // One that was just being started again when we were asked to stop.
    await this.#running?.stop();
  }

  #attempt() {
    this.#startedAt = Date.now();
    return this.start();
  }

  async #keep() {
    while (!this.#stopping) {
      const end = await this.#running?.exited;
      if (this.#stopping || !end) return;
      if (Date.now() - this.#startedAt > STEADY_AFTER_MS) this.#waitMs = FIRST_WAIT_MS;
      const how = end.signal ? `by ${end.signal}` : `with code ${end.code}`;
      toStandardOutput(`${red('✗')} ${this.name} ended ${how}; starting it again in ${this.#waitMs / 1000} s`);
      if (!end.signal && this.logFile) toStandardOutput(dim(lastLines(this.logFile)));
      await this.#again();
    }
  }

  async #again() {
    while (!this.#stopping) {
      await pause(this.#waitMs, undefined, { signal: this.#wait.signal }).catch(() => undefined);
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
      if (this.#stopping) return;
      const startedAt = Date.now();
      try {
        this.#running = await this.#attempt();
        toStandardOutput(`${green('✓')} ${this.name} is back ${dim(`… ${seconds(startedAt)}`)}`);
        return;
      } catch (error) {
        if (error instanceof Stopped) return;
        report(error, toStandardOutput);
      }
    }
  }
}

/** @param {string} file */
export function lastLines(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-8) : [];
  return lines.map((line) => `    ${line}`).join('\n');
}

/**
 * @template T
 * @param {string} file
 * @param {(log: number) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withLog(file, use) {
  const log = openSync(file, 'a', 0o600);
  try {
    return await use(log);
  } finally {
    closeSync(log);
  }
}
