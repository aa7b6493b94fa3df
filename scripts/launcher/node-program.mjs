import { canRun, ordinaryUser } from './ordinary-user.mjs';
import { startProcess, waitFor } from './processes.mjs';
import { lastLines, withLog } from './supervisor.mjs';
import { Trouble } from './trouble.mjs';

/**
 * Starts one of our Node programs and waits until it says that it is ready.
 * @param {{ name: string, program: string, env: NodeJS.ProcessEnv, logFile: string, readyAt: string, signal: AbortSignal,
 *   user: import('./ordinary-user.mjs').OrdinaryUser | undefined, graceMs?: number }} plan
 */
export async function startNodeProgram({ name, program, env, logFile, readyAt, signal, user, graceMs = 20_000 }) {
  const running = await withLog(logFile, (log) =>
    startProcess({
      command: process.execPath,
      args: ['--enable-source-maps', program],
      // It stops when this pipe to us closes.
      stdio: ['pipe', log, log],
      env: { ...env, STOP_WITH_PARENT: '1' },
      user,
      graceMs,
    }),
  );
  try {
    await waitFor(async () => (!running.isRunning() || (await answersOk(readyAt)) ? true : undefined), {
      withinMs: 60_000,
      signal,
      otherwise: () =>
        new Trouble(`${name} did not get ready within a minute. Its log: ${logFile}`, lastLines(logFile)),
    });
  } catch (error) {
    await running.stop();
    throw error;
  }
  if (!running.isRunning()) throw new Trouble(`${name} did not start. Its log: ${logFile}`, lastLines(logFile));
  return running;
}

/** @param {string} url */
async function answersOk(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * The user our own programs run as: an ordinary one where it can read Node and the checkout, so that a fault
 * in them is not root's. Undefined means: as whoever we are.
 * @param {string[]} programs
 * @param {import('./ordinary-user.mjs').OrdinaryUser | undefined} [user]
 */
export function userForPrograms(programs, user = ordinaryUser()) {
  if (!user) return undefined;
  const readAll = `for (const file of ${JSON.stringify(programs)}) require('node:fs').accessSync(file, 4)`;
  return canRun(user, process.execPath, ['-e', readAll]) ? user : undefined;
}
