import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { guard } from './guard.mjs';
import { idsOf } from './ordinary-user.mjs';
import { isAlive, signalProcess } from './signals.mjs';
import { Trouble } from './trouble.mjs';

/**
 * @typedef {object} ProcessPlan
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env] added to our own environment
 * @property {string} [cwd]
 * @property {import('./ordinary-user.mjs').OrdinaryUser | undefined} [user]
 * @property {import('node:child_process').StdioOptions} [stdio]
 * @property {string} [input] written to the standard input, which is then closed
 * @property {NodeJS.Signals} [stopSignal]
 * @property {number} [graceMs] how long it may take to stop before it is killed
 * @property {boolean} [group] whether it starts helpers of its own that must end with it
 * @property {boolean} [ownSession] false only where the caller's process group is what gets cleaned up
 */

/**
 * @typedef {object} RunningProcess
 * @property {number} pid
 * @property {import('node:child_process').ChildProcess} child
 * @property {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} exited
 * @property {() => boolean} isRunning
 * @property {() => Promise<void>} stop asks, waits, and in the end insists
 */

/**
 * Starts a process that ends with us, whatever happens to us: in a session of its own, so that a Ctrl-C in
 * the terminal reaches only the launcher, which stops things in order, and known to the guardian.
 * @param {ProcessPlan} plan
 * @returns {Promise<RunningProcess>}
 */
export async function startProcess(plan) {
  const { stopSignal = 'SIGTERM', graceMs = 10_000, group = false, ownSession = true } = plan;
  const { command, args } = endingWithParent(plan.command, plan.args, stopSignal);
  const child = spawn(command, args, {
    cwd: plan.cwd ?? '/',
    env: { ...process.env, ...plan.env },
    stdio: plan.stdio ?? 'ignore',
    detached: ownSession,
    ...(plan.user && idsOf(plan.user)),
  });
  /** @type {RunningProcess['exited']} */
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new Trouble(`Could not start ${plan.command}: ${error.message}`)));
  });
  const pid = /** @type {number} */ (child.pid);
  guard.watch(pid, { signal: stopSignal, graceMs, group: group && ownSession });
  void exited.then(() => {
    // Helpers of a process that ended on its own end with it.
    if (group && ownSession) signalProcess(pid, 'SIGKILL', true);
    guard.forget(pid);
  });
  if (plan.input !== undefined) child.stdin?.end(plan.input);

  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return {
    pid,
    child,
    exited,
    isRunning,
    async stop() {
      if (!isRunning()) return;
      signalProcess(pid, stopSignal, group && ownSession);
      const kill = setTimeout(() => signalProcess(pid, 'SIGKILL', group && ownSession), graceMs);
      await exited;
      clearTimeout(kill);
    },
  };
}

/**
 * Where the kernel can be asked to, it tells the process of our end: a second string to the guardian's bow, for
 * somebody who kills both at one blow.
 * @param {string} command @param {string[]} args @param {NodeJS.Signals} signal
 */
function endingWithParent(command, args, signal) {
  kernelTells ??=
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'SIGTERM', 'true'], { stdio: 'ignore' }).status === 0;
  return kernelTells
    ? { command: 'setpriv', args: ['--pdeathsig', signal, '--', command, ...args] }
    : { command, args };
}

/** @type {boolean | undefined} */
let kernelTells;

/**
 * Runs a program to its end and keeps what it said. Stopped together with us.
 * @param {ProcessPlan & { signal?: AbortSignal }} plan
 * @returns {Promise<{ code: number, output: string, said: string }>} `output` is everything in the order it came,
 *   shortened from the front; `said` is its standard output alone
 */
export async function runToEnd({ signal, ...plan }) {
  signal?.throwIfAborted();
  const running = await startProcess({
    group: true,
    graceMs: 3_000,
    ...plan,
    stdio: [plan.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let said = '';
  running.child.stdout?.on('data', (/** @type {Buffer} */ chunk) => {
    said += chunk.toString();
    output = (output + chunk.toString()).slice(-64_000);
  });
  running.child.stderr?.on('data', (/** @type {Buffer} */ chunk) => {
    output = (output + chunk.toString()).slice(-64_000);
  });
  const stop = () => void running.stop();
  signal?.addEventListener('abort', stop, { once: true });
  const closed = new Promise((resolve) => running.child.once('close', resolve));
  const { code } = await running.exited;
  // What it said may still be on its way when it has ended already.
  await closed;
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  return { code: code ?? 1, output, said };
}

/**
 * Waits for a condition, not for a while.
 * @template T
 * @param {() => Promise<T | undefined> | T | undefined} condition
 * @param {{ withinMs: number, everyMs?: number, signal?: AbortSignal | undefined, otherwise: () => Error }} limits
 * @returns {Promise<T>}
 */
export async function waitFor(condition, { withinMs, everyMs = 50, signal, otherwise }) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await condition();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw otherwise();
    await pause(everyMs);
  }
}

/**
 * Ends a process that we did not start in this run: one a killed launcher left behind.
 * @param {number} pid @param {NodeJS.Signals} signal @param {number} graceMs
 */
export async function endLeftover(pid, signal, graceMs) {
  signalProcess(pid, signal);
  const deadline = Date.now() + graceMs;
  while (isAlive(pid) && Date.now() < deadline) await pause(50);
  if (isAlive(pid)) signalProcess(pid, 'SIGKILL');
  await waitFor(() => !isAlive(pid) || undefined, {
    withinMs: 5_000,
    otherwise: () => new Trouble(`Process ${pid}, left over from an earlier start, does not end.`),
  });
}
