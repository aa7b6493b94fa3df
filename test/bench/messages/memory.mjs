import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { until } from './sink.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {{ worker: number, api: number }} Resident in MB; NaN where the system does not tell */

const LOOK_EVERY_MS = 250;
/** Two turns of the sweeper, which asks the queue for every message that has been there for half a minute. */
const STAND_MS = 75_000;
const IN_ONE_COMMIT = 5_000;

/**
 * So many mails wait while the mail server takes connections and says nothing: the relay carries them all to the queue,
 * and the sweeper asks the queue for each of them. Somebody at the API asks meanwhile for the state of the queues' tables.
 * @param {Stage} stage @param {number} count @param {AbortSignal} signal
 */
export async function memory(stage, count, signal) {
  const before = resident(stage);
  const tablesBeforeMb = await outboxMb(stage);
  const queueBeforeMb = await queueMb(stage);
  stage.sink.isSilent = true;
  await stage.sink.close();
  await stage.sink.open();
  for (let from = 0; from < count; from += IN_ONE_COMMIT) {
    signal.throwIfAborted();
    await leaveMails(stage, Math.min(IN_ONE_COMMIT, count - from));
  }

  const peak = { ...before };
  const look = () => {
    const now = resident(stage);
    peak.worker = Math.max(peak.worker, now.worker);
    peak.api = Math.max(peak.api, now.api);
  };
  const startedAt = performance.now();
  const timer = setInterval(look, LOOK_EVERY_MS);
  try {
    await until(
      async () => (await notYetSent(stage)) === 0,
      signal,
      () => 'The relay had not carried them all when patience ended',
    );
    const carriedSeconds = (performance.now() - startedAt) / 1_000;
    const carried = resident(stage);
    const standUntil = performance.now() + STAND_MS;
    let api = await asked(stage);
    while (performance.now() < standUntil) {
      signal.throwIfAborted();
      api = Math.max(api, await asked(stage));
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return {
      before,
      carried,
      carriedSeconds,
      peak,
      after: resident(stage),
      slowestAnswerMs: api,
      tablesMb: (await outboxMb(stage)) - tablesBeforeMb,
      queueMb: (await queueMb(stage)) - queueBeforeMb,
    };
  } finally {
    clearInterval(timer);
  }
}

/** Mails that are due, each about a case of its own. @param {Stage} stage @param {number} count */
async function leaveMails(stage, count) {
  const cases = await stage.cases(count);
  await stage.dataSource.query(
    `WITH told AS (
       INSERT INTO notifications (id, message_id, case_id, sequence, template, audience, case_state, person_id, channel, status)
       SELECT gen_random_uuid(), gen_random_uuid(), case_id, 1, 'accepted', '{focal-point}', 'submitted', person_id, 'mail', 'waiting'
         FROM unnest($1::uuid[], $2::uuid[]) AS c (case_id, person_id) RETURNING id, case_id)
     INSERT INTO outbox_messages (id, topic, payload, case_id)
     SELECT gen_random_uuid(), 'mail.send', jsonb_build_object('notificationId', id), case_id FROM told`,
    [cases.map(({ id }) => id), cases.map(({ reader }) => reader.id)],
  );
}

/** @param {Stage} stage @returns {Promise<number>} */
async function notYetSent({ dataSource }) {
  await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  const [{ count }] = await dataSource.query(
    `SELECT count(*)::int AS count FROM outbox_messages WHERE sent_at IS NULL AND done_at IS NULL AND given_up_at IS NULL AND send_after <= now()`,
  );
  return count;
}

/** How long a reader of an inbox is kept waiting, in milliseconds. @param {Stage} stage */
async function asked({ apiAddress, readers, tokenOf }) {
  const [reader] = readers;
  if (!reader) throw new Error('There is nobody to ask');
  const askedAt = performance.now();
  const response = await fetch(`${apiAddress}/api/v1/me/notifications`, {
    headers: { authorization: `Bearer ${tokenOf(reader)}` },
  });
  await response.text();
  if (!response.ok) throw new Error(`The API answered ${response.status}`);
  return performance.now() - askedAt;
}

/** @param {Stage} stage @returns {Resident} */
function resident({ pids }) {
  const { worker, api } = pids();
  return { worker: residentMb(worker), api: residentMb(api) };
}

/** @param {number} pid */
function residentMb(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return NaN;
  }
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
