import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import { v7 as uuidv7 } from 'uuid';
import { connected } from '../cases/load.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */

/** What is told; mailed at once, and put into the inbox. */
const EVENT = 'accepted';
const PATIENCE_MS = 300_000;
/** Connections to the mail server, as many as the worker keeps. */
const CONNECTIONS = 4;
const IN_ONE_COMMIT = 100;

/**
 * From the commit to the inbox, and to the last line of the mail, one after another.
 * @param {Stage} stage @param {number} commits
 */
export async function latencies(stage, commits) {
  const listener = await connected(stage.databaseUrl);
  let heardAt = 0;
  listener.on('notification', () => (heardAt = performance.now()));
  await listener.query('LISTEN inbox');
  const toInboxMs = [];
  const toSmtpMs = [];
  // The first ones warm up compilers and pools, and are not counted.
  const warmUp = Math.ceil(commits / 4);
  for (const [index, theCase] of (await stage.cases(commits + warmUp)).entries()) {
    heardAt = 0;
    await tell(stage, [theCase]);
    const committedAt = performance.now();
    await stage.sink.until(({ arrivals }) => heardAt > 0 && arrivals.has(theCase.reference), PATIENCE_MS);
    if (index < warmUp) continue;
    toInboxMs.push(heardAt - committedAt);
    toSmtpMs.push((stage.sink.arrivals.get(theCase.reference) ?? 0) - committedAt);
  }
  await listener.end();
  return { toInboxMs, toSmtpMs };
}

/**
 * Messages a second from commit to mail, beside the queue alone and the mail server alone, round by round.
 * @param {Stage} stage @param {number} count @param {number} rounds
 */
export async function throughput(stage, count, rounds) {
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    const endToEnd = count / (await secondsOf(() => allTheWay(stage, count)));
    // The product's worker would take half of the bare jobs.
    await stage.stopWorker();
    const queue = count / (await secondsOf(() => queueAlone(stage, count)));
    const smtp = count / (await secondsOf(() => smtpAlone(stage, count)));
    await stage.startWorker();
    found.push({ endToEnd, queue, smtp });
  }
  return found;
}

/** @param {Stage} stage @param {number} count */
async function allTheWay(stage, count) {
  const cases = await stage.cases(count);
  const before = stage.sink.arrivals.size;
  for (let from = 0; from < count; from += IN_ONE_COMMIT) await tell(stage, cases.slice(from, from + IN_ONE_COMMIT));
  await stage.sink.until(({ arrivals }) => arrivals.size - before === count, PATIENCE_MS);
}

/** `add` and a worker that does nothing, in this process. @param {Stage} stage @param {number} count */
async function queueAlone(stage, count) {
  const queue = stage.openQueue();
  let done = 0;
  const worker = queue.work('events', () => Promise.resolve(void (done += 1)), { concurrency: 5 });
  for (let from = 0; from < count; from += IN_ONE_COMMIT) {
    const jobs = Array.from({ length: Math.min(IN_ONE_COMMIT, count - from) }, () => ({
      name: 'bare',
      id: uuidv7(),
      data: { messageId: uuidv7() },
    }));
    await queue.add('events', jobs);
  }
  await stage.sink.until(() => done >= count, PATIENCE_MS);
  await worker.close(2_000);
  await queue.close();
}

/** @param {Stage} stage @param {number} count */
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

/**
 * The mail server goes away, commits go on, and the mail server comes back.
 * @param {Stage} stage @param {number} outageSeconds @param {number} perSecond @param {AbortSignal} signal
 */
export async function catchUp(stage, outageSeconds, perSecond, signal) {
  const cases = await stage.cases(outageSeconds * perSecond);
  await stage.sink.close();
  const goneAt = performance.now();
  for (const [index, theCase] of cases.entries()) {
    const dueAt = goneAt + (index * 1_000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - performance.now())));
    signal.throwIfAborted();
    await tell(stage, [theCase]);
  }
  const backAt = performance.now();
  await stage.sink.open();
  const arrived = () => cases.filter(({ reference }) => stage.sink.arrivals.has(reference)).length;
  await stage.sink.until(() => arrived() >= cases.length / 2, PATIENCE_MS);
  const halfAfterSeconds = (performance.now() - backAt) / 1_000;
  await stage.sink.until(() => arrived() === cases.length, PATIENCE_MS);
  return { waiting: cases.length, halfAfterSeconds, allAfterSeconds: (performance.now() - backAt) / 1_000 };
}

/**
 * What so many waiting messages cost: the worker that has them before it, the tables, and the queue that holds them.
 * @param {Stage} stage @param {number} count
 */
export async function memory(stage, count) {
  const workerBeforeMb = stage.workerMemoryMb();
  const outboxBeforeMb = await outboxMb(stage);
  await stage.dataSource.query(
    `INSERT INTO outbox_messages (id, topic, payload, send_after)
     SELECT gen_random_uuid(), 'mail.send', jsonb_build_object('notificationId', gen_random_uuid()), now() + interval '1 day'
       FROM generate_series(1, $1)`,
    [count],
  );
  const outboxAddedMb = (await outboxMb(stage)) - outboxBeforeMb;
  // The worker looks at the table every second, and a turn of the sweeper comes every fifteen.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const workerAfterMb = stage.workerMemoryMb();

  await stage.stopWorker();
  const queue = stage.openQueue();
  await queue.depth('mail');
  const queueBeforeMb = await queueMb(stage);
  const seconds = await secondsOf(async () => {
    for (let from = 0; from < count; from += 1_000) {
      const jobs = Array.from({ length: Math.min(1_000, count - from) }, () => ({
        name: 'mail.send',
        id: `${uuidv7()}.0`,
        data: { messageId: uuidv7() },
      }));
      await queue.add('mail', jobs);
    }
  });
  const queueAddedMb = (await queueMb(stage)) - queueBeforeMb;
  await queue.close();
  await stage.startWorker();
  return { workerBeforeMb, workerAfterMb, outboxAddedMb, queueAddedMb, addedPerSecond: count / seconds };
}

/** @param {Stage} stage */
async function outboxMb({ dataSource }) {
  const [{ bytes }] = await dataSource.query(`SELECT pg_total_relation_size('outbox_messages')::float8 AS bytes`);
  return bytes / 2 ** 20;
}

/** @param {Stage} stage */
async function queueMb({ backend, queueAt, dataSource }) {
  if (backend === 'postgres') {
    const [{ bytes }] = await dataSource.query(
      `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 AS bytes
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'bullmq' AND c.relkind = 'r'`,
    );
    return bytes / 2 ** 20;
  }
  const redis = new Redis(queueAt.url);
  const used = /^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1];
  await redis.quit();
  return Number(used) / 2 ** 20;
}

/** Commits what an act leaves behind for each of these cases. @param {Stage} stage @param {readonly { id: string }[]} cases */
function tell({ unitOfWork }, cases) {
  return unitOfWork.run(async ({ outbox }) => {
    for (const { id } of cases) {
      outbox.append('case.notify', { caseId: id, sequence: 1, template: EVENT, to: ['focal-point'] }, id);
    }
  });
}

/** @param {() => Promise<unknown>} work */
async function secondsOf(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}
