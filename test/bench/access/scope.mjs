import { step } from '../../../scripts/launcher/steps.mjs';
import { ratioOf } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';
import { infrastructure, opened } from './library.mjs';
import { readers } from './readers.mjs';

/** @typedef {{ name: string, ask: () => Promise<unknown> }} Contestant */
/** @typedef {{ question: string, withScope: Ratio, withWall: Ratio }} ScopeCost */
/** @typedef {ReturnType<typeof ratioOf>} Ratio */

const PAGE = 50;
const LEVELS = ['without scope', 'with scope', 'and row-level security'];

/**
 * The same question asked three times over: by a statement that knows of nobody, with the actor's scope in it, and with
 * that and row-level security. Statements with the scope are the product's own, `CaseList` and `CaseReader`; the other gives
 * the same columns.
 * @param {{ ownerUrl: string, applicationUrl: string, client: import('pg').Client }} stage
 * @param {{ rounds: number, sliceMs: number, signal: AbortSignal }} plan
 * @returns {Promise<{ text: string, costs: ScopeCost[] }>}
 */
export async function measureScope({ ownerUrl, applicationUrl, client }, { rounds, sliceMs, signal }) {
  const { CaseList, CaseReader, askingAs } = await infrastructure();
  // The owner stands inside the wall; as the system, so that functions that ask who asks find what there is.
  const [owner, application] = await Promise.all([opened(ownerUrl, { standing: 'system' }), opened(applicationUrl)]);
  /** @type {ScopeCost[]} */
  const costs = [];
  /** @type {(string | number)[][]} */
  const lines = [];
  try {
    for (const { title, actor, naive, value, caseIds } of await readers(client)) {
      const nextId = roundabout(caseIds);
      const page = (/** @type {typeof owner} */ source) =>
        new CaseList(source).page(actor, {}, '-changedAt', PAGE, null);
      const read = (/** @type {typeof owner} */ source) => new CaseReader(source).read(actor, nextId());
      const columnsOfList = await columnsAsked((source) => new CaseList(source).page(actor, {}, 'id', PAGE, null));
      const columnsOfRead = await columnsAsked((source) => new CaseReader(source).read(actor, nextId()));
      const list = `SELECT ${columnsOfList} FROM cases c WHERE ${naive} ORDER BY c.changed_at DESC, c.id DESC LIMIT ${PAGE + 1}`;
      const one = `SELECT ${columnsOfRead} FROM cases c WHERE c.id = $1`;
      /** @type {Record<string, (() => Promise<unknown>)[]>} */
      const questions = {
        [`list, ${title}`]: [
          () => owner.query(list, value === null ? [] : [value]),
          () => page(owner),
          () => askingAs(actor, () => page(application)),
        ],
        [`read, ${title}`]: [
          () => owner.query(one, [nextId()]),
          () => read(owner),
          () => askingAs(actor, () => read(application)),
        ],
      };
      for (const [question, asks] of Object.entries(questions)) {
        const contestants = asks.map((ask, index) => ({ name: LEVELS[index] ?? '', ask }));
        const [bare, scope, wall] = await step(`One statement at a time, ${question}`, () =>
          inTurn(contestants, { rounds, sliceMs: sliceMs / 2, signal }),
        );
        if (!bare || !scope || !wall) throw new Error('All three take part');
        const cost = { question, withScope: ratioOf(scope, bare), withWall: ratioOf(wall, bare) };
        costs.push(cost);
        lines.push([
          question,
          ...[bare, scope, wall].map(milliseconds),
          ...[cost.withScope, ratioOf(wall, scope), cost.withWall].map(({ median }) => median.toFixed(2)),
        ]);
      }
    }
  } finally {
    await Promise.all([owner.destroy(), application.destroy()]);
  }
  const heading = ['', ...LEVELS.map((level) => `${level}, ms`), 'scope/none', 'wall/scope', 'both/none'];
  return {
    text: `Statements, one after the other: milliseconds, and how many in the same time\n${table(heading, lines)}`,
    costs,
  };
}

/** @param {{ slices: { requests: number, elapsedMs: number }[] }} measured */
function milliseconds({ slices }) {
  const [asked, took] = slices.reduce(([n, ms], slice) => [n + slice.requests, ms + slice.elapsedMs], [0, 0]);
  return (took / asked).toFixed(2);
}

/**
 * The columns a question of the product's asks for, so that all give the same.
 * @param {(source: any) => Promise<unknown>} ask
 */
async function columnsAsked(ask) {
  const heard = new Error('Heard');
  let text = '';
  const listening = {
    query: async (/** @type {string} */ statement) => {
      text = statement;
      throw heard;
    },
  };
  await ask(listening).catch((error) => {
    if (error !== heard) throw error;
  });
  const columns = /\bSELECT (?:DISTINCT ON \(.+?\) )?(c\.id, [\s\S]+?)\s+FROM [(c]/.exec(text)?.[1];
  if (columns === undefined) throw new Error('The statement no longer begins as this bench expects');
  return columns;
}

/** @param {readonly string[]} all */
function roundabout(all) {
  let next = 0;
  return () => /** @type {string} */ (all[next++ % all.length]);
}

/**
 * @param {Contestant[]} contestants @param {{ rounds: number, sliceMs: number, signal: AbortSignal }} plan
 * @returns {Promise<import('../measuring/statistics.mjs').Measured[]>}
 */
async function inTurn(contestants, { rounds, sliceMs, signal }) {
  const entries = contestants.map(({ name, ask }) => ({
    ask,
    measured: /** @type {import('../measuring/statistics.mjs').Measured} */ ({ name, slices: [], latenciesMs: [] }),
  }));
  // After five times PostgreSQL settles for one plan.
  for (const { ask } of entries) for (let warm = 0; warm < 60; warm += 1) await ask();
  for (let round = 0; round < rounds; round += 1)
    for (const { ask, measured } of round % 2 === 0 ? entries : entries.toReversed()) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      let requests = 0;
      for (; performance.now() - startedAt < sliceMs; requests += 1) await ask();
      const elapsedMs = performance.now() - startedAt;
      measured.slices.push({ requests, elapsedMs, serverMs: undefined, databaseMs: undefined });
    }
  return entries.map(({ measured }) => measured);
}
