import { rotate } from './data-folder.mjs';
import { startNodeProgram } from './node-program.mjs';
import { inProject } from './project.mjs';
import { step } from './steps.mjs';
import { Supervised } from './supervisor.mjs';

export const apiProgram = inProject('dist', 'apps', 'api', 'src', 'main.js');
export const workerProgram = inProject('dist', 'apps', 'worker', 'src', 'main.js');

/**
 * Where the API and the worker will listen; told to both, so that each knows the public address.
 * @param {import('./promised-ports.mjs').PromisedPorts} ports
 */
export async function chooseAddresses(ports) {
  const host = process.env['HOST'] || '127.0.0.1';
  const port = await ports.choose({ what: 'the API', variable: 'PORT', fallback: 3000, host });
  const metricsPort = await ports.choose({ what: "the API's metrics", variable: 'METRICS_PORT', fallback: 9464, host });
  const workerPort = await ports.choose({
    what: "the worker's metrics",
    variable: 'WORKER_METRICS_PORT',
    fallback: 9465,
    host,
  });
  // A wildcard is an address to listen on, not one to visit.
  const visit = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    publicUrl: process.env['PUBLIC_URL'] || `http://localhost:${port}`,
    apiReadyAt: `http://${visit}:${port}/health/ready`,
    workerReadyAt: `http://${visit}:${workerPort}/health/ready`,
    env: {
      HOST: host,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      WORKER_METRICS_PORT: String(workerPort),
      PUBLIC_URL: process.env['PUBLIC_URL'] || `http://localhost:${port}`,
    },
  };
}

/**
 * @param {import('./launch.mjs').Launch} launch
 * @param {{ name: string, logName: string, program: string, readyAt: string, env: NodeJS.ProcessEnv, doneText: string,
 *   user: import('./ordinary-user.mjs').OrdinaryUser | undefined }} plan
 */
export async function startSupervised({ ending, data }, { name, logName, program, readyAt, env, doneText, user }) {
  await step(`Starting ${name}`, async (done) => {
    const logFile = data.log(logName);
    rotate(logFile);
    const supervised = new Supervised({
      name,
      logFile,
      start: () => startNodeProgram({ name, program, env, user, logFile, readyAt, signal: ending.signal }),
    });
    await supervised.begin();
    ending.defer(() => supervised.stop());
    done(doneText);
  });
}
