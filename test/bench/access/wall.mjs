import { step } from '../../../scripts/launcher/steps.mjs';
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
    'read, focal point': () => reading({ state: of.state.readings }),
    'read, office': () => reading({ office: of.office.readings }),
    'read, headquarters': () => reading({ hq: of.hq.readings }),
    transition: (server) => transiting(server === 'bare' ? holdable.floor : holdable.api),
  };
  const lines = [];
  /** @type {{ operation: string, ratio: ReturnType<typeof ratioOf> }[]} */
  const costs = [];
  for (const [operation, workload] of Object.entries(operations)) {
    const contestants = /** @type {const} */ (['bare', 'walled']).map((name) => ({
      name,
      ...servers[name],
      workload: workload(name),
    }));
    const [bare, walled] = await step(`One request after another, ${operation}`, async () => {
      for (const contestant of contestants) await warmUp(contestant, 300, plan.signal);
      return measureInTurn(contestants, plan);
    });
    if (!bare || !walled) throw new Error('Both take part');
    const ratio = ratioOf(walled, bare);
    costs.push({ operation, ratio });
    lines.push([
      operation,
      ...[bare, walled].flatMap((measured) => {
        const spent = processorMsPerRequest(measured);
        return [
          perSecond(measured).toFixed(0),
          spent ? `${spent.server.toFixed(2)} + ${spent.database.toFixed(2)}` : '–',
        ];
      }),
      ratio.median.toFixed(2),
      `${ratio.from.toFixed(2)}–${ratio.to.toFixed(2)}`,
    ]);
  }
  const heading = ['', 'without/s', 'cpu ms', 'with/s', 'cpu ms', 'with/without', 'mid half'];
  return {
    costs,
    text: `Requests a second without and with row-level security, ${plan.concurrency} at once\n${table(heading, lines)}`,
  };
}
