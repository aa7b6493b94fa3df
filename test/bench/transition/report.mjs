import { bold, dim, green, red } from '../../../scripts/launcher/steps.mjs';
import { perSecond, processorMsPerRequest, quantile, ratioOf } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';

/** @typedef {import('../measuring/slices.mjs').Measured} Measured */
/** @typedef {{ operation: string, concurrency: number, measured: Measured }} Cell */

/** Of what the bare server does in the same time. */
const LEAST_SHARE_OF_FLOOR = 0.5;
/** A deep page may cost so much more than a first one before it counts as more: the noise of this measurement. */
const SAME_COST = 1.2;

/**
 * @param {Cell[]} cells
 * @param {Record<string, import('../floor/recording.mjs').Recording>} recordings
 * @returns {string}
 */
export function reportOn(cells, recordings) {
  const trips = Object.entries(recordings).map(([kind, { statements }]) => `${kind} ${statements.length}`);
  return [
    '',
    besideFloor(cells),
    '',
    dim(`Statements a request, each a round trip: ${trips.join(', ')}`),
    '',
    ...verdictsOnFloor(cells),
    ...verdictsOnDepth(cells),
  ].join('\n');
}

/** @param {Cell[]} cells */
function besideFloor(cells) {
  const rows = pairs(cells).map(({ operation, page, concurrency, api, floor }) => {
    const { median, from, to } = ratioOf(api, floor);
    return [
      page ? `${operation}, ${page} page` : operation,
      concurrency,
      ...[api, floor].flatMap((measured) => [
        perSecond(measured).toFixed(0),
        quantile(measured.latenciesMs, 0.5).toFixed(1),
        quantile(measured.latenciesMs, 0.95).toFixed(1),
        quantile(measured.latenciesMs, 0.99).toFixed(1),
        processorTime(measured),
      ]),
      median.toFixed(2),
      `${from.toFixed(2)}–${to.toFixed(2)}`,
    ];
  });
  const figures = ['p50', 'p95', 'p99 ms', 'cpu ms'];
  return table(['operation', 'at once', 'req/s', ...figures, 'floor/s', ...figures, 'ratio', 'mid half'], rows);
}

/** Of the server and of PostgreSQL. @param {Measured} measured */
function processorTime(measured) {
  const spent = processorMsPerRequest(measured);
  return spent ? `${spent.server.toFixed(2)} + ${spent.database.toFixed(2)}` : '–';
}

/** @param {Cell[]} cells */
function verdictsOnFloor(cells) {
  const beside = pairs(cells).filter(({ page }) => page === undefined);
  return distinct(beside.map(({ operation }) => operation)).map((operation) => {
    const measured = beside.filter((pair) => pair.operation === operation);
    const ratios = measured.map(({ api, floor }) => ratioOf(api, floor).median);
    const isMet = ratios.every((ratio) => ratio >= LEAST_SHARE_OF_FLOOR);
    const shares = measured
      .map(({ concurrency }, index) => `${ratios[index]?.toFixed(2)} at ${concurrency}`)
      .join(', ');
    return verdict(isMet, `${operation}: at least half of the floor`, shares);
  });
}

/** @param {Cell[]} cells */
function verdictsOnDepth(cells) {
  const pages = cells.filter(({ measured }) => measured.name.startsWith('api '));
  return distinct(pages.map(({ operation }) => operation)).map((operation) => {
    const ofList = pages.filter((cell) => cell.operation === operation);
    const costs = distinct(ofList.map(({ concurrency }) => concurrency)).map((concurrency) => {
      const [first, deep] = ['api first', 'api deep'].map((name) =>
        ofList.find((cell) => cell.concurrency === concurrency && cell.measured.name === name),
      );
      if (!first || !deep) throw new Error('A list was not measured at both ends');
      return { concurrency, cost: 1 / ratioOf(deep.measured, first.measured).median };
    });
    const isMet = costs.every(({ cost }) => cost <= SAME_COST);
    const said = costs.map(({ concurrency, cost }) => `${cost.toFixed(2)} at ${concurrency}`).join(', ');
    return verdict(isMet, `${operation}: a deep page costs what the first does`, said);
  });
}

/** @param {boolean} isMet @param {string} goal @param {string} figures */
function verdict(isMet, goal, figures) {
  return `${isMet ? green('✓ met   ') : red('✗ missed')} ${bold(goal)}: ${figures}`;
}

/** What stood side by side. @param {Cell[]} cells */
function pairs(cells) {
  return cells
    .filter(({ measured }) => measured.name.startsWith('api'))
    .map(({ operation, concurrency, measured: api }) => {
      const page = api.name.split(' ')[1];
      const beside = `floor${page === undefined ? '' : ` ${page}`}`;
      const floor = cells.find(
        (cell) => cell.operation === operation && cell.concurrency === concurrency && cell.measured.name === beside,
      );
      if (!floor) throw new Error(`Nothing stood beside ${operation}`);
      return { operation, page, concurrency, api, floor: floor.measured };
    });
}

/** @template T @param {T[]} values */
function distinct(values) {
  return [...new Set(values)];
}
