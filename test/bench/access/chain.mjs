import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../../../scripts/launcher/processes.mjs';
import { inProject } from '../../../scripts/launcher/project.mjs';
import { step } from '../../../scripts/launcher/steps.mjs';
import { processorMs } from '../measuring/processor-time.mjs';
import { measureInTurn, warmUp } from '../measuring/slices.mjs';
import { perSecond, processorMsPerRequest, ratioOf } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';
import { gather } from '../transition/subjects.mjs';
import { transiting } from '../transition/workloads.mjs';

/** As often as the worker seals. */
const SLICE_MS = 5_000;
const REHEARSED = 200;

/**
 * Transitions through the same API, with nobody sealing and with a process of its own that seals and signs as the worker
 * does, twice in a slice: a slice with sealing lasts until its last transitions but those of a moment are in the chain. What
 * was left unsealed before it is sealed uncounted.
 * @param {{ api: { port: number, pid: number }, client: import('pg').Client, env: NodeJS.ProcessEnv, ending: import('../../../scripts/launcher/ending.mjs').Ending }} stage
 * @param {{ concurrency: number, rounds: number, signal: AbortSignal }} plan
 */
export async function measureChain({ api, client, env, ending }, plan) {
  const { holdable } = await gather(client);
  const cases = [...holdable.api, ...holdable.floor];
  const half = (/** @type {0 | 1} */ which) => transiting(cases.filter((_, index) => index % 2 === which));
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const touched = await step('What a transition does to the tables of the chain', () =>
    touchesOfChain(client, () => warmUp({ name: 'rehearsal', ...api, workload: half(0) }, REHEARSED, plan.signal)),
  );
  const sealing = await startSealing(env, ending);
  await sealing.seal();
  let [sealingMs, isCounted] = [0, false];
  const contestants = [
    { name: 'without', ...api, workload: half(0) },
    {
      name: 'with',
      ...api,
      workload: half(1),
      async prepare() {
        isCounted = true;
        await sealing.seal();
      },
      async beside(/** @type {number} */ forMs) {
        const began = processorMs([sealing.pid]) ?? 0;
        for (let time = 0; time < 2; time += 1) {
          await pause(forMs / 2);
          await sealing.seal();
        }
        if (isCounted) sealingMs += (processorMs([sealing.pid]) ?? 0) - began;
      },
    },
  ];
  const [without, sealed] = await step('Transitions with and without sealing', async () => {
    for (const contestant of contestants) await warmUp(contestant, REHEARSED, plan.signal);
    return measureInTurn(contestants, { ...plan, sliceMs: SLICE_MS, databasePid: rows[0].pid });
  });
  if (!without || !sealed) throw new Error('Both take part');
  await sealing.stop();
  const ratio = ratioOf(sealed, without);
  const cpu = (/** @type {typeof sealed} */ measured) => {
    const spent = processorMsPerRequest(measured);
    return spent ? [spent.server.toFixed(2), spent.database.toFixed(2)] : ['–', '–'];
  };
  const requests = sealed.latenciesMs.length;
  return {
    ratio,
    touched,
    text: `Transitions a second, ${plan.concurrency} at once, without and with sealing; processor time of a transition in milliseconds\n${table(
      ['', 'transitions/s', 'API', 'PostgreSQL', 'sealing process'],
      [
        ['nobody seals', perSecond(without).toFixed(0), ...cpu(without), '–'],
        ['sealed and signed', perSecond(sealed).toFixed(0), ...cpu(sealed), (sealingMs / requests).toFixed(2)],
      ],
    )}\nIn the transaction itself: ${touched.written} rows written to the chain's tables and ${touched.scans} scans of them in ${touched.transitions} transitions.`,
  };
}

/**
 * What requests wrote to and looked up in the tables of the chain, by PostgreSQL's own count.
 * @param {import('pg').Client} client @param {() => Promise<unknown>} work
 */
async function touchesOfChain(client, work) {
  const count = async () => {
    const { rows } = await client.query(
      `SELECT sum(n_tup_ins) FILTER (WHERE relname = 'case_events')::int AS events,
              sum(n_tup_ins) FILTER (WHERE relname <> 'case_events')::int AS written,
              sum(seq_scan + coalesce(idx_scan, 0)) FILTER (WHERE relname <> 'case_events')::int AS scans
         FROM pg_stat_user_tables WHERE relname IN ('case_events', 'audit_entries', 'audit_records', 'case_seals')`,
    );
    return /** @type {{ events: number, written: number, scans: number }} */ (rows[0]);
  };
  const before = await count();
  await work();
  // Sessions tell what they did when they have been idle for a moment.
  const after = await waitFor(
    async () => {
      const now = await count();
      return now.events - before.events >= REHEARSED ? now : undefined;
    },
    { withinMs: 60_000, everyMs: 500, otherwise: () => new Error('PostgreSQL did not count the transitions') },
  );
  return {
    transitions: after.events - before.events,
    written: after.written - before.written,
    scans: after.scans - before.scans,
  };
}

/** @param {NodeJS.ProcessEnv} env @param {import('../../../scripts/launcher/ending.mjs').Ending} ending */
async function startSealing(env, ending) {
  const child = fork(inProject('test', 'bench', 'access', 'sealing-program.mjs'), { env: { ...process.env, ...env } });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  };
  ending.defer(stop);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The sealing process ended with ${code}`);
  });
  // Whether that was to be expected is known where an answer is waited for.
  ended.catch(() => undefined);
  const answer = () => Promise.race([once(child, 'message'), ended]);
  await answer();
  const seal = async () => {
    child.send('seal');
    await answer();
  };
  return { pid: /** @type {number} */ (child.pid), seal, stop };
}
