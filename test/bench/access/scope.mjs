import { ratioOf } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';
import { infrastructure, opened } from './library.mjs';

/** @typedef {import('../../../libs/domain/src/index.js').Actor} Actor */
/** @typedef {{ name: string, ask: () => Promise<unknown> }} Contestant */

const PAGE = 50;

/**
 * The same question asked three times over: by a statement that knows of nobody, with the actor's scope in it, and with
 * that and row-level security. Lists with the scope are the product's own, `CaseList` and `CaseReader`.
 * @param {{ ownerUrl: string, applicationUrl: string, client: import('pg').Client }} stage
 * @param {{ rounds: number, sliceMs: number, signal: AbortSignal }} plan
 */
export async function measureScope({ ownerUrl, applicationUrl, client }, { rounds, sliceMs, signal }) {
  const { CaseList, CaseReader, askingAs } = await infrastructure();
  const [owner, application] = await Promise.all([opened(ownerUrl), opened(applicationUrl)]);
  /** @type {(string | number)[][]} */
  const lines = [];
  try {
    const columns = await columnsOfList(CaseList, owner);
    for (const { title, actor, naive, value, caseIds } of await readers(client)) {
      const nextId = roundabout(caseIds);
      const page = (/** @type {typeof owner} */ source) =>
        new CaseList(source).page(actor, {}, '-changedAt', PAGE, null);
      const read = (/** @type {typeof owner} */ source) => new CaseReader(source).read(actor, nextId());
      /** @type {Record<string, Contestant[]>} */
      const questions = {
        [`list, ${title}`]: [
          {
            name: 'bare',
            ask: () =>
              owner.query(
                `SELECT ${columns} FROM cases c WHERE ${naive} ORDER BY c.changed_at DESC, c.id DESC LIMIT ${PAGE + 1}`,
                value === null ? [] : [value],
              ),
          },
          { name: 'scope', ask: () => page(owner) },
          { name: 'wall', ask: () => askingAs(actor, () => page(application)) },
        ],
        [`read, ${title}`]: [
          { name: 'bare', ask: () => owner.query('SELECT c.*, now() FROM cases c WHERE c.id = $1', [nextId()]) },
          { name: 'scope', ask: () => read(owner) },
          { name: 'wall', ask: () => askingAs(actor, () => read(application)) },
        ],
      };
      for (const [question, contestants] of Object.entries(questions)) {
        const [bare, scope, wall] = await inTurn(contestants, { rounds, sliceMs: sliceMs / 2, signal });
        if (!bare || !scope || !wall) throw new Error('All three take part');
        const cost = (/** @type {typeof bare} */ one, /** @type {typeof bare} */ other) =>
          (1 / ratioOf(one, other).median).toFixed(2);
        lines.push([
          question,
          ...[bare, scope, wall].map(milliseconds),
          cost(scope, bare),
          cost(wall, scope),
          cost(wall, bare),
        ]);
      }
    }
  } finally {
    await Promise.all([owner.destroy(), application.destroy()]);
  }
  return `Cost of a statement, one after the other\n${table(
    ['', 'bare ms', 'scope ms', 'and wall ms', 'scope/bare', 'wall/scope', 'both/bare'],
    lines,
  )}`;
}

/** @param {{ slices: { requests: number, elapsedMs: number }[] }} measured */
function milliseconds({ slices }) {
  const [asked, took] = slices.reduce(([n, ms], slice) => [n + slice.requests, ms + slice.elapsedMs], [0, 0]);
  return (took / asked).toFixed(2);
}

/** The columns the product's list gives, so that all give the same. @param {any} CaseList @param {any} source */
async function columnsOfList(CaseList, source) {
  let text = '';
  const listening = {
    query: (/** @type {string} */ statement, /** @type {unknown[]} */ parameters) => {
      text = statement;
      return source.query(statement, parameters);
    },
  };
  const actor = { ...NOBODY, roles: [{ role: 'focal-point', stateCode: 'KEN', officeCode: null }] };
  await new CaseList(listening).page(actor, {}, '-changedAt', PAGE, null);
  const columns = /^SELECT ([\s\S]+?)\s+FROM cases c/.exec(text)?.[1];
  if (columns === undefined) throw new Error('The list no longer begins as this bench expects');
  return columns;
}

/** @type {Actor} */
const NOBODY = {
  personId: '00000000-0000-7000-8000-000000000000',
  displayName: 'Bench',
  language: 'en',
  roles: [],
  isCleared: false,
};

/** Who reads, and what a statement would ask that knows only what they want. @param {import('pg').Client} client */
async function readers(client) {
  /** @param {string} column */
  const busiest = async (column) => {
    const { rows } = await client.query(
      `SELECT ${column} AS value FROM cases WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC OFFSET 2 LIMIT 1`,
    );
    return /** @type {string} */ (rows[0].value);
  };
  const [state, office] = [await busiest('requesting_state'), await busiest('lead_office')];
  /** @param {string} condition @param {string[]} values */
  const some = async (condition, values) => {
    const { rows } = await client.query(
      `SELECT id FROM cases c WHERE ${condition} AND submitted_at IS NOT NULL AND sensitivity <> 'strictly-confidential' ORDER BY md5(id::text) LIMIT 500`,
      values,
    );
    return rows.map(({ id }) => /** @type {string} */ (id));
  };
  const as = (/** @type {Actor['roles'][number]} */ role) => ({ ...NOBODY, roles: [role] });
  const [ofState, ofOffice] = ['c.requesting_state = $1', 'c.lead_office = $1'];
  return [
    {
      title: 'focal point',
      actor: as({ role: 'focal-point', stateCode: state, officeCode: null }),
      ...{ naive: ofState, value: state, caseIds: await some(ofState, [state]) },
    },
    {
      title: 'office',
      actor: as({ role: 'office-head', stateCode: null, officeCode: office }),
      ...{ naive: ofOffice, value: office, caseIds: await some(ofOffice, [office]) },
    },
    {
      title: 'headquarters',
      actor: as({ role: 'hq-manager', stateCode: null, officeCode: null }),
      ...{ naive: 'true', value: null, caseIds: await some('true', []) },
    },
  ];
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
  for (const { ask } of entries) for (let warm = 0; warm < 20; warm += 1) await ask();
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
