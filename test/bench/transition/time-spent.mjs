import { readFileSync, rmSync, existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { step } from '../../../scripts/launcher/steps.mjs';
import { Connection } from '../measuring/connection.mjs';
import { warmUp } from '../measuring/slices.mjs';
import { table } from '../measuring/table.mjs';
import { creating, listing, reading, transiting } from './workloads.mjs';

/** @typedef {import('../measuring/slices.mjs').Workload} Workload */
/** @typedef {{ operation: string, requests: number, meanMs: number, statements: number, waitedMs: number, shares: Record<string, number> }} Spent */

/** Whose code a sampled function is, by the address of its file; the first that fits. */
const OWNERS = /** @type {const} */ ([
  ['engine and domain', /\/libs\/(workflow|domain|lifecycles)\//],
  ['our edges', /\/(apps|libs\/infrastructure)\//],
  ['pg and TypeORM', /\/node_modules\/(pg|pg-[a-z]+|postgres-[a-z]+|typeorm)\//],
  ['Nest and Fastify', /\/node_modules\//],
]);
const REST = 'Node itself';
/** Waiting, and the profiler's own start. */
const NOT_WORK = new Set(['(idle)', '(program)', 'dispatch']);

/**
 * One operation after the other, one request at a time, on an API that samples itself.
 * @param {{ port: number, pid: number, profile: string }} api
 * @param {Awaited<ReturnType<typeof import('./subjects.mjs').gather>>} subjects
 * @param {{ profileMs: number, warmUpRequests: number, only: Set<string> }} options
 * @param {AbortSignal} signal
 * @returns {Promise<Spent[]>}
 */
export async function timeSpent(api, { stateCodes, holdable, of }, { profileMs, warmUpRequests, only }, signal) {
  /** @type {Record<string, Workload>} */
  const workloads = {
    create: creating(stateCodes),
    transition: transiting(holdable.api),
    read: reading({ 'read-office': of.office.readings }),
    list: listing(of.office.places, 'first', 'list-office-first'),
  };
  const spent = [];
  for (const [operation, workload] of Object.entries(workloads)) {
    if (!only.has(operation)) continue;
    spent.push(
      await step(`Looking where the time of ${operation} goes`, async () => {
        await warmUp({ name: operation, ...api, workload }, warmUpRequests, signal);
        await profileOf(api, signal);
        const asked = await ask(api.port, workload, profileMs, signal);
        const { profile, waits } = await profileOf(api, signal);
        return {
          operation,
          requests: asked.requests,
          meanMs: asked.elapsedMs / asked.requests,
          statements: waits.statements / asked.requests,
          waitedMs: waits.milliseconds / asked.requests,
          shares: sharesOf(profile),
        };
      }),
    );
  }
  return spent;
}

/** @param {Spent[]} spent */
export function reportOnTime(spent) {
  const owners = [...OWNERS.map(([owner]) => owner), REST];
  const rows = spent.map(({ operation, meanMs, statements, waitedMs, shares }) => [
    operation,
    meanMs.toFixed(2),
    statements.toFixed(1),
    `${waitedMs.toFixed(2)} (${percent(waitedMs / meanMs)})`,
    `${(meanMs - waitedMs).toFixed(2)} (${percent(1 - waitedMs / meanMs)})`,
    ...owners.map((owner) => percent(shares[owner] ?? 0)),
  ]);
  return table(['one at a time', 'mean ms', 'statements', 'waits for database', 'in the application', ...owners], rows);
}

/** @param {number} port @param {Workload} workload @param {number} forMs @param {AbortSignal} signal */
async function ask(port, workload, forMs, signal) {
  const connection = await Connection.open(port);
  const startedAt = performance.now();
  let requests = 0;
  while (performance.now() - startedAt < forMs) {
    signal.throwIfAborted();
    const { request, check } = workload.next();
    check(await connection.send(request));
    requests += 1;
  }
  const elapsedMs = performance.now() - startedAt;
  connection.close();
  return { requests, elapsedMs };
}

/**
 * @param {{ pid: number, profile: string }} api @param {AbortSignal} signal
 * @returns {Promise<{ profile: import('node:inspector').Profiler.Profile, waits: { statements: number, milliseconds: number } }>}
 */
async function profileOf({ pid, profile }, signal) {
  rmSync(profile, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(profile)) await pause(20, undefined, { signal });
  return JSON.parse(readFileSync(profile, 'utf8'));
}

/** Shares of the time in which the processor was at work. @param {import('node:inspector').Profiler.Profile} profile */
function sharesOf({ nodes, samples = [], timeDeltas = [] }) {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  /** @type {Record<string, number>} */
  const spent = {};
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id);
    if (!frame || NOT_WORK.has(frame.functionName)) continue;
    const delta = timeDeltas[index] ?? 0;
    const owner = OWNERS.find(([, where]) => where.test(frame.url))?.[0] ?? REST;
    spent[owner] = (spent[owner] ?? 0) + delta;
    busy += delta;
  }
  return Object.fromEntries(Object.entries(spent).map(([owner, time]) => [owner, time / busy]));
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(100 * share)} %`;
}
