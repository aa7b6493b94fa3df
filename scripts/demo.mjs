/**
 * npm run demo: the example requests, played by the demonstration accounts through the API of the running
 * instance, or of one that is started for it and stopped again. Every run makes new cases.
 */
import { buildStale } from './launcher/build.mjs';
import { Ending } from './launcher/ending.mjs';
import { installMissing } from './launcher/install.mjs';
import { runningInstance } from './launcher/instance-file.mjs';
import { holderOf } from './launcher/instance-lock.mjs';
import { launchEverything } from './launcher/launch-everything.mjs';
import { userForPrograms } from './launcher/node-program.mjs';
import { cliProgram } from './launcher/operator-commands.mjs';
import { startProcess, waitFor } from './launcher/processes.mjs';
import { dataFolder } from './launcher/project.mjs';
import { dim, report, step, toStandardOutput } from './launcher/steps.mjs';
import { Trouble } from './launcher/trouble.mjs';

// Whoever read our output may be gone before we are; that is no reason to leave things running.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const ending = new Ending((reason) => toStandardOutput(dim(reason)));
let failed = false;
try {
  await demonstrate();
} catch (error) {
  report(error);
  failed = true;
}
for (const failure of await ending.finish()) {
  report(failure);
  failed = true;
}
process.exit(ending.signal.aborted ? 130 : failed ? 1 : 0);

async function demonstrate() {
  const { signal } = ending;
  await installMissing({ signal });
  const { instance, isOurs } = await instanceToPlayOn();
  if (!isOurs) await buildStale({ signal });
  // The page ends with an instance of ours; the letters stay in the folder.
  const mailAt = isOurs ? instance.mailFolder : (instance.mailReadAt ?? instance.mailFolder);

  toStandardOutput('');
  const play = await startProcess({
    command: process.execPath,
    args: [
      cliProgram,
      'demonstrate',
      '--address',
      instance.address,
      '--long-ago',
      ...(mailAt ? ['--mail-at', mailAt] : []),
    ],
    env: { DATABASE_URL: instance.env['DATABASE_URL'] },
    user: userForPrograms([cliProgram]),
    stdio: 'inherit',
    graceMs: 2_000,
  });
  const stop = () => void play.stop();
  signal.addEventListener('abort', stop, { once: true });
  const { code } = await play.exited;
  signal.throwIfAborted();
  if (code !== 0) throw new Trouble('The demonstration did not come to its end; what stopped it stands above.');
  toStandardOutput('');
  if (isOurs) await lettersGone(instance, signal);
}

/** @returns {Promise<{ instance: import('./launcher/instance-file.mjs').Instance, isOurs: boolean }>} */
async function instanceToPlayOn() {
  const isOurs = !(await holderOf(dataFolder));
  if (isOurs) {
    if (process.env['DATABASE_URL']) throw onlyEmbedded();
    await launchEverything(ending, { fresh: false });
  }
  // One that somebody has just started may still be on its way up.
  const instance = await waitFor(runningInstance, {
    withinMs: 120_000,
    everyMs: 500,
    signal: ending.signal,
    otherwise: () => new Trouble('The instance that is being started does not get ready.'),
  });
  if (!instance.env['DATABASE_URL']) throw onlyEmbedded();
  return { instance, isOurs };
}

function onlyEmbedded() {
  return new Trouble(
    'The demonstration accounts exist only beside the embedded PostgreSQL. Start without DATABASE_URL to play on it.',
  );
}

/**
 * What the last acts caused is sent before the worker is stopped. What is left then would go out with the next start.
 * @param {import('./launcher/instance-file.mjs').Instance} instance
 * @param {AbortSignal} signal
 */
async function lettersGone({ env }, signal) {
  const host = env['HOST'] ?? '127.0.0.1';
  const metrics = `http://${host.includes(':') ? `[${host}]` : host}:${env['WORKER_METRICS_PORT']}/metrics`;
  await step('Letters are sent', () =>
    waitFor(async () => ((await figuresAt(metrics)).every((waiting) => waiting === 0) ? true : undefined), {
      withinMs: 60_000,
      everyMs: 250,
      signal,
      otherwise: () => new Trouble('Some letters have not been sent; they go out when npm start runs again.'),
    }),
  );
}

/** @param {string} metrics @returns {Promise<number[]>} messages not yet with the queue, and not yet done */
async function figuresAt(metrics) {
  const response = await fetch(metrics, { signal: AbortSignal.timeout(5_000) });
  const text = await response.text();
  return ['waiting', 'in_flight'].map((name) =>
    Number(new RegExp(`^upon_request_outbox_${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN),
  );
}
