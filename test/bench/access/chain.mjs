import { join } from 'node:path';
import { measureInTurn, warmUp } from '../measuring/slices.mjs';
import { perSecond, ratioOf } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';
import { transiting } from '../transition/workloads.mjs';
import { infrastructure, opened } from './library.mjs';
import { third } from './wall.mjs';

/** So many transitions are sealed at once: about what a busy instance has after the five seconds between two sealings. */
const SEAL_AFTER = 100;

/**
 * Transitions through the same API, with nobody sealing and with a sealing that keeps up. What the other left unsealed is
 * sealed before its slice begins and not counted.
 * @param {{ walled: { port: number, pid: number }, applicationUrl: string }} stage
 * @param {Awaited<ReturnType<typeof import('../transition/subjects.mjs').gather>>} subjects
 * @param {import('./wall.mjs').Plan} plan
 */
export async function measureChain({ walled, applicationUrl }, { holdable }, plan) {
  const { SealAudit } = await infrastructure();
  const source = await opened(applicationUrl, { standing: 'system', poolSize: 2 });
  const sealing = new SealAudit(source, null);
  /** @type {Promise<unknown>} */
  let atWork = Promise.resolve();
  let since = 0;
  const seal = () => (atWork = atWork.then(() => sealing.sealAll()));
  const cases = third(holdable.api, 2);
  const half = (/** @type {0 | 1} */ which) => transiting(cases.filter((_, index) => index % 2 === which));
  const inner = half(1);
  const contestants = [
    { name: 'without', ...walled, workload: half(0), prepare: () => atWork },
    {
      name: 'with',
      ...walled,
      prepare: seal,
      workload: {
        next() {
          since += 1;
          if (since % SEAL_AFTER === 0) void seal();
          return inner.next();
        },
      },
    },
  ];
  try {
    for (const contestant of contestants) await warmUp(contestant, 100, plan.signal);
    const [without, sealed] = await measureInTurn(contestants, { ...plan, sliceMs: 1_000 });
    if (!without || !sealed) throw new Error('Both take part');
    await atWork;
    const { median, from, to } = ratioOf(sealed, without);
    return `Transitions a second without and with the audit chain, ${plan.concurrency} at once\n${table(
      ['', 'without/s', 'with/s', 'with/without', 'mid half'],
      [
        [
          'transition',
          perSecond(without).toFixed(0),
          perSecond(sealed).toFixed(0),
          median.toFixed(2),
          `${from.toFixed(2)}–${to.toFixed(2)}`,
        ],
      ],
    )}`;
  } finally {
    await atWork;
    await source.destroy();
  }
}

/**
 * Seals so many entries and verifies them, as `cli audit verify` does.
 * @param {{ client: import('pg').Client, applicationUrl: string, folder: string }} stage @param {number} entries
 */
export async function measureVerification({ client, applicationUrl, folder }, entries) {
  const { AuditKey, CheckpointFile, SealAudit, verifyAudit } = await infrastructure();
  // Nothing of the cases: their histories, made by multiplication, would be most of the work.
  await client.query('SET session_replication_role = replica');
  await client.query('DELETE FROM audit_entries; DELETE FROM audit_records; DELETE FROM case_seals');
  await client.query(
    `DELETE FROM case_events e USING (SELECT id FROM (SELECT id, sum(history_length) OVER (ORDER BY id) AS up_to FROM cases) c
      WHERE up_to > $1) beyond WHERE e.case_id = beyond.id`,
    [entries / 2],
  );
  await client.query(
    `UPDATE cases SET history_length = 0 WHERE NOT EXISTS (SELECT FROM case_events e WHERE e.case_id = cases.id)`,
  );
  const { rows } = await client.query('SELECT count(*)::int AS events FROM case_events');
  await client.query(
    `INSERT INTO audit_records (id, kind, subject_type, subject_id, detail, occurred_at)
     SELECT uuidv7(), 'signed-in', 'session', uuidv7(), jsonb_build_object('method', 'password', 'n', n), now() - n * interval '20 seconds'
       FROM generate_series(1, $1) n`,
    [entries - rows[0].events],
  );
  await client.query('SET session_replication_role = DEFAULT');
  await client.query('ANALYZE');

  const source = await opened(applicationUrl, { standing: 'system', poolSize: 2 });
  try {
    const key = await AuditKey.create(join(folder, 'audit-key.pem'));
    const checkpoints = new CheckpointFile(join(folder, 'checkpoints.jsonl'));
    const sealing = await timed(() => new SealAudit(source, { key, checkpoints }).sealAll({ everything: true }));
    await client.query('VACUUM ANALYZE audit_entries');
    const verification = await timed(() => verifyAudit(source, { publicKey: key.publicKey, checkpoints }));
    const { findingCount, vouchedUpTo } = verification.result;
    if (findingCount > 0) throw new Error(`What nobody touched was found fault with, ${findingCount} times`);
    const line = (/** @type {string} */ name, /** @type {Timed} */ { elapsedMs, mostBytes }) => [
      name,
      (elapsedMs / 1000).toFixed(1),
      ((1000 * vouchedUpTo) / elapsedMs).toFixed(0),
      (mostBytes / 2 ** 20).toFixed(0),
    ];
    return `${vouchedUpTo} entries, half of them events of cases where there are as many\n${table(
      ['', 'seconds', 'entries/s', 'most MiB in use'],
      [line('seal', sealing), line('verify', verification)],
    )}`;
  } finally {
    await source.destroy();
  }
}

/** @typedef {{ elapsedMs: number, mostBytes: number }} Timed */

/** @template T @param {() => Promise<T>} work @returns {Promise<Timed & { result: T }>} */
async function timed(work) {
  let mostBytes = 0;
  const look = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss())), 50);
  const startedAt = performance.now();
  try {
    const result = await work();
    return { result, elapsedMs: performance.now() - startedAt, mostBytes };
  } finally {
    clearInterval(look);
  }
}
