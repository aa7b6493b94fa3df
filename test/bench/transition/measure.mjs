import { step } from '../../../scripts/launcher/steps.mjs';
import { measureInTurn, warmUp } from '../measuring/slices.mjs';
import { quantile } from '../measuring/statistics.mjs';
import { READERS } from './subjects.mjs';
import { creating, listing, reading, transiting } from './workloads.mjs';

/** So many requests of a server that has just started are called cold, and the last so many of its warm-up warm. */
const FIRST = 40;

/** @typedef {import('../measuring/slices.mjs').Workload} Workload */
/** @typedef {import('./subjects.mjs').Reader} Reader */
/** @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').gather>>} Subjects */
/** @typedef {Record<'api' | 'floor', { port: number, pid: number }>} Servers */

/**
 * Every operation at every concurrency, the API beside the floor; of lists the first page and pages deep in, all four
 * side by side.
 * @param {Servers} servers
 * @param {number} databasePid one of PostgreSQL's sessions
 * @param {Subjects} subjects
 * @param {ReturnType<typeof import('./options.mjs').readOptions>} options
 * @param {AbortSignal} signal
 */
export async function measureAll(
  servers,
  databasePid,
  subjects,
  { only, concurrencies, rounds, sliceMs, warmUpRequests },
  signal,
) {
  /** @type {import('./report.mjs').Cell[]} */
  const cells = [];
  for (const { operation, contestants } of [...changesAndReads(servers, subjects), ...lists(servers, subjects)]) {
    if (!only.has(operation.split(',')[0] ?? '')) continue;
    await step(`Warming up for ${operation}`, async (done) => {
      /** @type {string[]} */
      const said = [];
      for (const contestant of contestants) {
        const latenciesMs = await warmUp(contestant, warmUpRequests, signal);
        const [cold, warm] = [latenciesMs.slice(0, FIRST), latenciesMs.slice(-FIRST)].map((some) =>
          quantile(some, 0.5),
        );
        said.push(`${contestant.name} ${cold?.toFixed(1)} → ${warm?.toFixed(1)} ms`);
      }
      done(
        `Warmed up for ${operation}: median of the first ${FIRST} and the last ${FIRST} requests, ${said.join(', ')}`,
      );
    });
    for (const concurrency of concurrencies) {
      const all = await step(`Measuring ${operation} at concurrency ${concurrency}`, () =>
        measureInTurn(contestants, { concurrency, rounds, sliceMs, signal, databasePid }),
      );
      for (const measured of all) cells.push({ operation, concurrency, measured });
    }
  }
  return cells;
}

/** @param {Servers} servers @param {Subjects} subjects */
function changesAndReads(servers, { stateCodes, holdable, of }) {
  const readings = {
    'read-state': of.state.readings,
    'read-office': of.office.readings,
    'read-hq': of.hq.readings,
  };
  /** @type {Record<string, (server: 'api' | 'floor') => Workload>} */
  const operations = {
    create: () => creating(stateCodes),
    transition: (server) => transiting(holdable[server]),
    read: () => reading(readings),
  };
  return Object.entries(operations).map(([operation, workload]) => ({
    operation,
    contestants: /** @type {const} */ (['api', 'floor']).map((name) => ({
      name,
      ...servers[name],
      workload: workload(name),
    })),
  }));
}

/** @param {Servers} servers @param {Subjects} subjects */
function lists(servers, { of }) {
  return /** @type {Reader[]} */ (Object.keys(READERS)).map((reader) => ({
    operation: `list, ${READERS[reader].title}`,
    contestants: /** @type {const} */ (['first', 'deep']).flatMap((page) =>
      /** @type {const} */ (['api', 'floor']).map((server) => ({
        name: `${server} ${page}`,
        ...servers[server],
        workload: listing(of[reader].places, page, `list-${reader}-${page}`),
      })),
    ),
  }));
}
