import { runToEnd } from './processes.mjs';
import { inProject, projectFolder } from './project.mjs';
import { Trouble } from './trouble.mjs';

export const cliProgram = inProject('dist', 'apps', 'cli', 'src', 'main.js');

/**
 * Runs one command of the operators' CLI and gives back what it printed as JSON.
 * @param {string[]} command
 * @param {{ env: NodeJS.ProcessEnv, user: import('./ordinary-user.mjs').OrdinaryUser | undefined, signal: AbortSignal }} options
 */
export async function operate(command, { env, user, signal }) {
  const { code, output, said } = await runToEnd({
    command: process.execPath,
    args: [cliProgram, ...command, '--json'],
    cwd: user ? '/' : projectFolder,
    env,
    user,
    signal,
  });
  if (code !== 0) throw new Trouble(`The command "${command.join(' ')}" failed.`, output);
  return JSON.parse(said);
}
