import { loadavg } from 'node:os';
import { privateQueueServer } from '../../scripts/launcher/private-servers.mjs';
import { findQueueServer } from '../../scripts/launcher/queue-server.mjs';
import { dim, step, toStandardOutput } from '../../scripts/launcher/steps.mjs';
import { latencies } from './messages/latencies.mjs';
import { memory } from './messages/memory.mjs';
import { readOptions } from './messages/options.mjs';
import { mailServerAway, workerAway } from './messages/outages.mjs';
import { reportOn } from './messages/report.mjs';
import { openStage } from './messages/stage.mjs';
import { throughput } from './messages/throughput.mjs';

export const summary =
  'commit to inbox and to SMTP, messages a second beside a bare queue and bare SMTP, outages, memory; both back ends';

/** @param {import('../../scripts/bench.mjs').BenchRun} run */
export async function run({ options: given, ending, folder, postgres }) {
  const options = readOptions(given);
  const { signal } = ending;
  const found = findQueueServer();
  if (!found) toStandardOutput(dim('No redis-server or valkey-server on the PATH: the back end on PostgreSQL only.'));
  const backends = options.backends.filter((backend) => backend === 'postgres' || found);
  const redis = found && backends.includes('redis') ? await privateQueueServer(ending, folder, found) : undefined;

  /** @type {Partial<Record<'postgres' | 'redis', import('./messages/report.mjs').Figures>>} */
  const figures = {};
  for (const backend of backends) {
    const on = backend === 'redis' ? 'Redis' : 'PostgreSQL';
    const part = (/** @type {import('./messages/options.mjs').PARTS[number]} */ name, /** @type {string} */ what) => ({
      isWanted: options.parts.includes(name),
      title: `${what}, queue on ${on}`,
    });
    /**
     * @template Found
     * @param {ReturnType<typeof part>} plan @param {() => Promise<Found>} measure
     */
    const measured = ({ isWanted, title }, measure) => (isWanted ? step(title, measure) : undefined);

    const stage = await step(`API, worker, mailbox and 193 readers, queue on ${on}`, () =>
      openStage({ backend, redisUrl: redis?.url, postgres, folder, ending }),
    );
    const { commits, messages, rounds, outageSeconds, perSecond, waiting } = options;
    figures[backend] = {
      latencies: await measured(part('latency', `${commits} commits, one after another`), () =>
        latencies(stage, commits, signal),
      ),
      throughput: await measured(part('throughput', `${rounds} × ${messages} messages, beside their floors`), () =>
        throughput(stage, messages, rounds, signal),
      ),
      mailServerAway: await measured(part('outages', `The mail server away for ${outageSeconds} s`), () =>
        mailServerAway(stage, outageSeconds, perSecond, signal),
      ),
      workerAway: await measured(part('outages', `The worker away, with as many messages`), () =>
        workerAway(stage, outageSeconds, perSecond, signal),
      ),
      memory: await measured(part('memory', `${waiting} messages waiting`), () => memory(stage, waiting, signal)),
      load: loadavg()[1] ?? NaN,
    };
    await stage.close();
  }
  toStandardOutput(reportOn(options, figures));
}
