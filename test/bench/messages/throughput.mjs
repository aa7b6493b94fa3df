import { createPostgresBackend, createRedisBackend, Queue, Worker } from 'bullmq';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { until } from './sink.mjs';
import { secondsOf, tell } from './tell.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */

/** Connections to the mail server, as many as the worker keeps. */
export const CONNECTIONS = 4;
/** As the relay adds jobs, and as many at once as the worker does of mails. */
const IN_ONE_ADD = 200;
const JOBS_AT_ONCE = 8;

/**
 * Messages a second from commit to mail, beside the queue alone and the mail server alone, round by round.
 * @param {Stage} stage @param {number} count @param {number} rounds @param {AbortSignal} signal
 */
export async function throughput(stage, count, rounds, signal) {
  // Once uncounted, smaller: code is compiled, pools are filled.
  await oneRound(stage, Math.ceil(count / 4), signal);
  const found = [];
  for (let round = 0; round < rounds; round += 1) found.push(await oneRound(stage, count, signal));
  return found;
}

/** @param {Stage} stage @param {number} count @param {AbortSignal} signal */
async function oneRound(stage, count, signal) {
  const cases = await stage.cases(count);
  const endToEnd =
    count /
    (await secondsOf(async () => {
      await tell(stage, cases);
      await stage.sink.untilAllCame(cases, signal);
    }));
  const queue = count / (await queueAlone(stage, count, signal));
  const smtp = count / (await secondsOf(() => smtpAlone(stage, count)));
  return { endToEnd, queue, smtp };
}

/**
 * BullMQ with nothing around it: `addBulk` and a worker that does nothing, in this process, on a queue of their own.
 * @param {Stage} stage @param {number} count @param {AbortSignal} signal @returns {Promise<number>} seconds
 */
async function queueAlone({ backend, queueAt }, count, signal) {
  const pool =
    backend === 'postgres'
      ? new pg.Pool({ connectionString: queueAt.url, max: 12, options: '-c search_path=bullmq' })
      : undefined;
  // BullMQ's options are typed for Redis alone; its PostgreSQL back end takes a pool in the same place.
  const connection = /** @type {import('bullmq').ConnectionOptions} */ (
    /** @type {unknown} */ (pool ?? { url: queueAt.url, maxRetriesPerRequest: null })
  );
  const factory = /** @type {import('bullmq').BackendFactory} */ (
    /** @type {unknown} */ (pool ? createPostgresBackend : createRedisBackend)
  );
  const queue = new Queue('bare', { connection }, factory);
  let done = 0;
  const worker = new Worker(
    'bare',
    () => Promise.resolve(void (done += 1)),
    { connection, concurrency: JOBS_AT_ONCE },
    factory,
  );
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  try {
    return await secondsOf(async () => {
      for (let from = 0; from < count; from += IN_ONE_ADD) {
        await queue.addBulk(
          Array.from({ length: Math.min(IN_ONE_ADD, count - from) }, () => ({
            name: 'bare',
            data: { messageId: uuidv7() },
            opts: { jobId: uuidv7(), attempts: 5, removeOnComplete: { count: 1_000 } },
          })),
        );
      }
      await until(
        () => done >= count,
        signal,
        () => `${done} of ${count} bare jobs were done when patience ended`,
      );
    });
  } finally {
    await worker.close();
    await queue.close();
    await pool?.end();
  }
}

/** nodemailer with nothing around it, over as many connections. @param {Stage} stage @param {number} count */
async function smtpAlone(stage, count) {
  const transport = createTransport({ url: stage.sink.url, pool: true, maxConnections: CONNECTIONS, maxMessages: 100 });
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      transport.sendMail({
        from: 'Upon Request <no-reply@bench.example>',
        to: 'reader@bench.example',
        subject: `[bare-${uuidv7()}] Your request has been accepted`,
        text: `The request ${index} has been accepted.\n`,
        html: `<p>The request ${index} has been accepted.</p>`,
      }),
    ),
  );
  transport.close();
}
