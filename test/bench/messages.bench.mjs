import { privateQueueServer } from '../../scripts/launcher/private-servers.mjs';
import { findQueueServer } from '../../scripts/launcher/queue-server.mjs';
import { dim, step, toStandardOutput } from '../../scripts/launcher/steps.mjs';
import { catchUp, latencies, memory, throughput } from './messages/measure.mjs';
import { readOptions } from './messages/options.mjs';
import { reportOn } from './messages/report.mjs';
import { openStage } from './messages/stage.mjs';

export const summary =
  'commit to inbox and to SMTP, messages a second beside a bare queue and bare SMTP, an outage, memory; both back ends';

/** @param {import('../../scripts/bench.mjs').BenchRun} run */
export async function run({ options: given, ending, folder, postgres }) {
  const options = readOptions(given);
  const found = findQueueServer();
  const redis = found && (await privateQueueServer(ending, folder, found));
  if (!redis) toStandardOutput(dim('No redis-server or valkey-server on the PATH: the back end on PostgreSQL only.'));

  for (const backend of /** @type {const} */ (['postgres', 'redis'])) {
    if (backend === 'redis' && !redis) continue;
    const stage = await openStage({ backend, redisUrl: redis?.url, serverUrl: postgres.url, folder, ending });
    const title = (/** @type {string} */ what) => `${what}, queue on ${backend === 'redis' ? 'Redis' : 'PostgreSQL'}`;
    const figures = {
      latencies: await step(title(`${options.commits} commits, one after another`), () =>
        latencies(stage, options.commits),
      ),
      throughput: await step(title(`${options.messages} messages at once, and their floors`), () =>
        throughput(stage, options.messages, options.rounds),
      ),
      catchUp: await step(title(`The mail server away for ${options.outageSeconds} s`), () =>
        catchUp(stage, options.outageSeconds, options.perSecond, ending.signal),
      ),
      memory: await step(title(`${options.waiting} messages waiting`), () => memory(stage, options.waiting)),
    };
    await stage.close();
    toStandardOutput(reportOn(backend, options, figures));
  }
}
