import { Stopped, Trouble } from './trouble.mjs';

const colourful = process.stdout.isTTY && !process.env['NO_COLOR'];
const paint = (/** @type {number} */ code, /** @type {string} */ text) =>
  colourful ? `\u001b[${code}m${text}\u001b[0m` : text;

export const green = (/** @type {string} */ text) => paint(32, text);
export const red = (/** @type {string} */ text) => paint(31, text);
export const yellow = (/** @type {string} */ text) => paint(33, text);
export const dim = (/** @type {string} */ text) => paint(2, text);
export const bold = (/** @type {string} */ text) => paint(1, text);

/** @typedef {(line: string) => void} Say */

/** @type {Say} */
export const toStandardOutput = (line) => void process.stdout.write(`${line}\n`);
/** For commands whose standard output belongs to somebody else. @type {Say} */
export const toStandardError = (line) => void process.stderr.write(`${line}\n`);

/** @param {number} sinceMs */
export const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * One step of a longer work: done, it is one line with its time. On a terminal the line is there while it
 * runs, so that nobody looks at nothing.
 * @template T
 * @param {string} doing what is said meanwhile
 * @param {(done: (text: string) => void) => Promise<T>} work calls `done` with what is to be said when it succeeds
 * @param {Say | undefined} [say]
 * @returns {Promise<T>}
 */
export async function step(doing, work, say = toStandardOutput) {
  const startedAt = Date.now();
  const live = say === toStandardOutput && process.stdout.isTTY;
  if (live) process.stdout.write(dim(`… ${doing}`));
  const clear = () => {
    if (live) process.stdout.write('\r\u001b[2K');
  };
  let text = doing;
  try {
    const result = await work((better) => {
      text = better;
    });
    clear();
    say(`${green('✓')} ${text} ${dim(`… ${seconds(startedAt)}`)}`);
    return result;
  } catch (error) {
    clear();
    if (!(error instanceof Stopped)) say(`${red('✗')} ${doing} ${dim(`… ${seconds(startedAt)}`)}`);
    throw error;
  }
}

/**
 * Says what went wrong: a trouble in a sentence, a bug with its stack.
 * @param {unknown} error @param {Say} [say]
 */
export function report(error, say = toStandardError) {
  if (error instanceof Stopped) return;
  if (!(error instanceof Trouble)) {
    say(red(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    return;
  }
  say(`${red('✗')} ${bold(error.message)}`);
  if (error.detail)
    say(
      error.detail
        .trim()
        .split('\n')
        .slice(-40)
        .map((line) => `    ${line}`)
        .join('\n'),
    );
}
