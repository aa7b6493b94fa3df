/**
 * npm run --silent cli -- COMMAND: the operators' commands, on the database of DATABASE_URL or of the embedded
 * instance that runs on this checkout. Standard input and output and the exit code are the command's own.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { buildStale } from './launcher/build.mjs';
import { installMissing } from './launcher/install.mjs';
import { runningInstance } from './launcher/instance-file.mjs';
import { cliProgram } from './launcher/operator-commands.mjs';
import { report, toStandardError } from './launcher/steps.mjs';

try {
  await installMissing({ say: toStandardError });
  await buildStale({ say: toStandardError });
  const instance = process.env['DATABASE_URL'] ? undefined : await runningInstance();
  process.exitCode = await run({ ...process.env, ...instance?.env });
} catch (error) {
  report(error);
  process.exitCode = 1;
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
function run(env) {
  // The terminal's signals reach the command directly; we only wait for what it makes of them.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGHUP'])) process.on(signal, () => undefined);
  return new Promise((resolve, reject) => {
    const command = spawn(process.execPath, [cliProgram, ...process.argv.slice(2)], { stdio: 'inherit', env });
    process.on('SIGTERM', () => command.kill('SIGTERM'));
    command.once('error', reject);
    command.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
