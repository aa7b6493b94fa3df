import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import pg from 'pg';
import { operate } from '../../scripts/launcher/operator-commands.mjs';
import { step, toStandardOutput } from '../../scripts/launcher/steps.mjs';
import { engageCast } from './cases/cast.mjs';
import { multiply } from './cases/multiply.mjs';
import { playStories, TEMPLATE_OFFICER } from './cases/templates.mjs';
import { measureInTurn } from './measuring/slices.mjs';
import { readOptions } from './transition/options.mjs';
import { rehearse } from './transition/rehearsal.mjs';
import { reportOn } from './transition/report.mjs';
import { startApi, startFloor } from './transition/servers.mjs';
import { gather, READERS } from './transition/subjects.mjs';
import { creating, listing, reading, transiting } from './transition/workloads.mjs';

export const summary =
  'create, transition, read and list with 100 000 cases, beside a bare server that runs the same statements';

/** @param {import('../../scripts/bench.mjs').BenchRun} run */
export async function run({ options: given, ending, folder, postgres }) {
  const options = readOptions(given);
  const { signal } = ending;
  const databaseUrl = await newDatabase(postgres.url);
  const stage = { databaseUrl, folder, ending };
  await step('Migrating and loading reference data', async () => {
    const operator = { env: { DATABASE_URL: databaseUrl }, user: undefined, signal };
    await operate(['migrate'], operator);
    await operate(['seed', 'reference'], operator);
  });
  const client = await connected(databaseUrl);
  ending.defer(() => client.end());

  const statementsFile = join(folder, 'statements');
  writeFileSync(statementsFile, '');
  const recorded = await startApi(stage, { recordTo: statementsFile });
  const templates = await step('Bringing one case to every state', async () => {
    await engageCast(client);
    const { rows } = await client.query('SELECT id FROM people WHERE display_name = $1', [TEMPLATE_OFFICER]);
    return playStories(recorded.port, rows[0].id);
  });
  await step(`Loading ${options.cases} cases`, async (done) => {
    const loaded = await multiply(client, templates, options.cases);
    done(`Loaded ${loaded.cases} cases with ${loaded.events} entries of history and ${loaded.clocks} clocks`);
  });
  const subjects = await gather(client);
  const recordings = await step('Recording the statements of every kind of request', () =>
    rehearse({ client, port: recorded.port, file: statementsFile, subjects }),
  );
  await recorded.stop();
  const recordingsFile = join(folder, 'recordings');
  writeFileSync(recordingsFile, serialize(recordings));

  const api = await startApi(stage);
  const floor = await startFloor(stage, recordingsFile);
  const servers = /** @type {const} */ ([
    ['api', api.port],
    ['floor', floor.port],
  ]);

  /** @type {Record<string, Record<'api' | 'floor', import('./measuring/slices.mjs').Workload>>} */
  const changes = {
    create: { api: creating(subjects.stateCodes), floor: creating(subjects.stateCodes) },
    transition: { api: transiting(subjects.holdable.api), floor: transiting(subjects.holdable.floor) },
  };
  const ofAll = {
    'read-state': subjects.of.state.readings,
    'read-office': subjects.of.office.readings,
    'read-hq': subjects.of.hq.readings,
  };
  changes.read = { api: reading(ofAll), floor: reading(ofAll) };

  /** @type {import('./transition/report.mjs').Cell[]} */
  const cells = [];
  const measure = async (
    /** @type {string} */ operation,
    /** @type {import('./measuring/slices.mjs').Contestant[]} */ contestants,
  ) => {
    for (const concurrency of options.concurrencies) {
      const plan = { concurrency, rounds: options.rounds, sliceMs: options.sliceMs, signal };
      const measured = await step(`Measuring ${operation} at concurrency ${concurrency}`, () =>
        measureInTurn(contestants, plan),
      );
      for (const one of measured) cells.push({ operation, concurrency, measured: one });
    }
  };
  for (const [operation, workloads] of Object.entries(changes)) {
    if (!options.only.has(operation)) continue;
    await measure(
      operation,
      servers.map(([name, port]) => ({ name, port, workload: workloads[name] })),
    );
  }
  for (const [reader, { title }] of Object.entries(READERS)) {
    if (!options.only.has('list')) break;
    const { places } = subjects.of[/** @type {keyof typeof READERS} */ (reader)];
    const pages = /** @type {const} */ (['first', 'deep']);
    await measure(
      `list, ${title}`,
      pages.flatMap((page) =>
        servers.map(([name, port]) => ({
          name: `${name} ${page}`,
          port,
          workload: listing(places, page, `list-${reader}-${page}`),
        })),
      ),
    );
  }
  toStandardOutput(reportOn(cells, recordings));
}

/** @param {string} serverUrl */
async function newDatabase(serverUrl) {
  const client = await connected(serverUrl);
  await client.query('CREATE DATABASE bench');
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = '/bench';
  return url.href;
}

/** @param {string} connectionString */
async function connected(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
