import { measureInTurn, warmUp } from '../measuring/slices.mjs';
import { perSecond, processorMsPerRequest, ratioOf } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';
import { listing, reading, transiting } from '../transition/workloads.mjs';

/** @typedef {import('../measuring/slices.mjs').Workload} Workload */
/** @typedef {{ concurrency: number, rounds: number, sliceMs: number, signal: AbortSignal, databasePid: number }} Plan */

/**
 * The API as the role that owns the tables, which no policy holds back, beside the API as the application.
 * @param {Record<'bare' | 'walled', { port: number, pid: number }>} servers
 * @param {Awaited<ReturnType<typeof import('../transition/subjects.mjs').gather>>} subjects
 * @param {Plan} plan
 */
export async function measureWall(servers, { holdable, of }, plan) {
  /** @type {Record<string, (server: 'bare' | 'walled') => Workload>} */
  const operations = {
    'list, focal point': () => listing(of.state.places, 'first', ''),
    'list, office': () => listing(of.office.places, 'first', ''),
    'list, headquarters': () => listing(of.hq.places, 'first', ''),
    read: () => reading({ state: of.state.readings, office: of.office.readings, hq: of.hq.readings }),
    // A third of the cases is left for the chain.
    transition: (server) => transiting(third(holdable.api, server === 'bare' ? 0 : 1)),
  };
  const lines = [];
  for (const [operation, workload] of Object.entries(operations)) {
    const contestants = /** @type {const} */ (['bare', 'walled']).map((name) => ({
      name,
      ...servers[name],
      workload: workload(name),
    }));
    for (const contestant of contestants) await warmUp(contestant, 200, plan.signal);
    const [bare, walled] = await measureInTurn(contestants, plan);
    if (!bare || !walled) throw new Error('Both take part');
    const { median, from, to } = ratioOf(walled, bare);
    lines.push([
      operation,
      ...[bare, walled].flatMap((measured) => {
        const spent = processorMsPerRequest(measured);
        return [
          perSecond(measured).toFixed(0),
          spent ? `${spent.server.toFixed(2)} + ${spent.database.toFixed(2)}` : '–',
        ];
      }),
      median.toFixed(2),
      `${from.toFixed(2)}–${to.toFixed(2)}`,
    ]);
  }
  return `Requests a second without and with row-level security, ${plan.concurrency} at once\n${table(
    ['', 'without/s', 'cpu ms', 'with/s', 'cpu ms', 'with/without', 'mid half'],
    lines,
  )}`;
}

/** @template T @param {readonly T[]} all @param {0 | 1 | 2} which @returns {T[]} */
export function third(all, which) {
  return all.filter((_, index) => index % 3 === which);
}
