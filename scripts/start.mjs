/**
 * npm start [-- --fresh]: everything, on a machine that has only Node. Ctrl-C stops all of it; the data stay.
 */
import { Ending } from './launcher/ending.mjs';
import { HeldByAnother } from './launcher/instance-lock.mjs';
import { launchEverything } from './launcher/launch-everything.mjs';
import { bold, dim, green, red, report, seconds, toStandardError, toStandardOutput } from './launcher/steps.mjs';
import { Stopped } from './launcher/trouble.mjs';
import { welcome } from './launcher/welcome.mjs';

// Whoever read our output may be gone before we are; that is no reason to leave things running.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const unknown = process.argv.slice(2).filter((argument) => argument !== '--fresh');
if (unknown.length > 0) {
  toStandardError(
    red(
      `npm start does not know ${unknown.join(' ')}. It knows --fresh: begin anew, without the data of earlier starts.`,
    ),
  );
  process.exit(2);
}

const startedAt = Date.now();
const ending = new Ending((reason) => toStandardOutput(dim(reason)));
let exitCode = 0;
try {
  const launched = await launchEverything(ending, { fresh: process.argv.includes('--fresh') });
  toStandardOutput(`${green('✓')} ${bold('Ready')} ${dim(`… ${seconds(startedAt)} in all`)}\n`);
  toStandardOutput(welcome(launched));
  await ending.requested();
} catch (error) {
  if (error instanceof HeldByAnother) {
    const { pid, address } = error.holder;
    const where = address ? `and ready at ${address}` : 'and on its way up';
    toStandardOutput(`Already started by process ${pid} ${where}. Stop it with Ctrl-C in its own terminal.`);
  } else {
    report(error);
  }
  if (!(error instanceof Stopped)) exitCode = 1;
}
const stoppingAt = Date.now();
const failures = await ending.finish();
for (const failure of failures) report(failure);
if (exitCode === 0) toStandardOutput(`${green('✓')} Stopped ${dim(`… ${seconds(stoppingAt)}`)}`);
process.exit(failures.length > 0 ? 1 : exitCode);
