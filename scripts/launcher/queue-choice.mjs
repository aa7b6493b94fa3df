import { rotate } from './data-folder.mjs';
import { ownedFolder } from './embedded-postgres.mjs';
import { canRun } from './ordinary-user.mjs';
import { findQueueServer, queueUrl, settleLeftoverQueue, startQueueServer } from './queue-server.mjs';
import { step } from './steps.mjs';
import { Supervised } from './supervisor.mjs';

/**
 * The queue, in this order: the server of `REDIS_URL`; a Redis or Valkey on the PATH, with a port and a folder
 * of its own; BullMQ's PostgreSQL back end on the database we have anyway.
 * @param {import('./launch.mjs').Launch} launch
 * @returns {Promise<import('./launch.mjs').Choice>}
 */
export async function chooseQueue({ ending, data, ports }) {
  if (process.env['REDIS_URL']) {
    await step('Queue: the Redis of REDIS_URL', async () => undefined);
    return { embedded: false, env: { QUEUE_BACKEND: 'redis' } };
  }
  await settleLeftoverQueue(data.queue);
  const found = process.env['QUEUE_BACKEND'] === 'postgres' ? undefined : findQueueServer();
  if (!found || !canRun(data.user, found.program, ['--version'])) {
    await step('Queue: in PostgreSQL (no redis-server or valkey-server is used)', async () => undefined);
    return { embedded: true, env: { QUEUE_BACKEND: 'postgres' } };
  }
  return step(`Starting ${found.program}`, async (done) => {
    const { user, secrets } = data;
    const port = await ports.choose({ what: 'the queue', variable: 'EMBEDDED_QUEUE_PORT', fallback: 56_379 });
    const plan = {
      server: found,
      port,
      password: secrets.queuePassword,
      user,
      folder: ownedFolder(data.queue, user),
      logFile: data.log('queue'),
      signal: ending.signal,
    };
    rotate(plan.logFile);
    const server = new Supervised({ name: 'The queue', start: () => startQueueServer(plan), logFile: plan.logFile });
    await server.begin();
    ending.defer(() => server.stop());
    done(`Queue: ${found.program} ${found.version} on port ${port}`);
    return {
      embedded: true,
      env: { QUEUE_BACKEND: 'redis', REDIS_URL: queueUrl({ port, password: secrets.queuePassword }) },
    };
  });
}
