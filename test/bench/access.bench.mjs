import { loadavg } from 'node:os';
import { join } from 'node:path';
import { operate } from '../../scripts/launcher/operator-commands.mjs';
import { bold, dim, toStandardOutput } from '../../scripts/launcher/steps.mjs';
import { measureChain } from './access/chain.mjs';
import { measureHidden } from './access/hidden.mjs';
import { readOptions } from './access/options.mjs';
import { measureScope } from './access/scope.mjs';
import { measureVerification } from './access/verification.mjs';
import { measureWall } from './access/wall.mjs';
import { connected, loadCases, newDatabase } from './cases/load.mjs';
import { table } from './measuring/table.mjs';
import { startApi } from './transition/servers.mjs';
import { gather } from './transition/subjects.mjs';

export const summary =
  'what access costs: scope and row-level security, the audit chain and its verification (--million); hidden beside absent';

/** @typedef {import('../../scripts/bench.mjs').BenchRun} BenchRun */
/** @typedef {ReturnType<typeof readOptions>} Options */
/** @typedef {{ texts: string[], inShort: string[][] }} Report */

const AT_ONCE = 4;

/** @param {BenchRun} run */
export async function run(run) {
  const options = readOptions(run.options);
  /** @type {Report} */
  const report = { texts: [], inShort: [] };
  if (['scope', 'wall', 'hidden'].some((part) => options.only.has(part))) await measureReading(run, options, report);
  if (options.only.has('chain')) await measureHistory(run, options, report);
  for (const text of report.texts) toStandardOutput(`\n${text}`);
  toStandardOutput(`\n${bold('In short')}\n${table(['', 'ratio or figure', 'middle half', ''], report.inShort)}`);
  toStandardOutput(dim(`\nLoad of the machine over the last 1, 5 and 15 minutes: ${loads()}`));
}

/** What it costs to read as somebody, and what those learn from the time who see nothing. @param {BenchRun} run @param {Options} options @param {Report} report */
async function measureReading({ ending, folder, postgres }, options, report) {
  const { signal } = ending;
  const ownerUrl = await newDatabase(postgres.migrationUrl, signal);
  const applicationUrl = beside(postgres.url, ownerUrl);
  const client = await connected(ownerUrl);
  ending.defer(() => client.end());
  // The API as the role that owns the tables, which no policy holds back, beside the API as the application.
  const bare = await startApi({ folder, ending, databaseUrl: ownerUrl });
  await loadCases(client, bare.port, options.cases);
  const walled = await startApi({ folder, ending, databaseUrl: applicationUrl });
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const plan = { concurrency: AT_ONCE, rounds: options.rounds, sliceMs: 400, signal, databasePid: rows[0].pid };

  if (options.only.has('scope')) {
    const { text, costs } = await measureScope({ ownerUrl, applicationUrl, client }, plan);
    report.texts.push(text);
    for (const { question, withScope, withWall } of costs) {
      report.inShort.push([`statement: ${question}, with scope`, ...ratio(withScope), 'of without scope']);
      report.inShort.push([`statement: ${question}, and row-level security`, ...ratio(withWall), 'of without scope']);
    }
  }
  if (options.only.has('wall')) {
    const { text, costs } = await measureWall({ bare, walled }, await gather(client), plan);
    report.texts.push(text);
    for (const { operation, ratio: cost } of costs)
      report.inShort.push([`request: ${operation}, row-level security`, ...ratio(cost), 'of without it']);
  }
  await bare.stop();
  if (options.only.has('hidden')) {
    const { text, verdict, findings } = await measureHidden({ client, port: walled.port }, { ...options, signal });
    report.texts.push(text);
    for (const { operation, kind, share, differenceUs } of findings)
      report.inShort.push([
        `hidden beside absent: ${operation}, ${kind}`,
        share.toFixed(3),
        '',
        `of pairs longer; median ${differenceUs.toFixed(0)} µs more`,
      ]);
    report.inShort.push(['hidden beside absent', '', '', verdict]);
  }
  await walled.stop();
}

/** What the chain over the history costs, and how fast it is verified. @param {BenchRun} run @param {Options} options @param {Report} report */
async function measureHistory({ ending, folder, postgres }, options, report) {
  const { signal } = ending;
  const ownerUrl = await newDatabase(postgres.migrationUrl, signal, 'chain');
  const databaseUrl = beside(postgres.url, ownerUrl);
  const client = await connected(ownerUrl);
  ending.defer(() => client.end());
  const api = await startApi({ folder, ending, databaseUrl });
  await loadCases(client, api.port, options.casesOfChain);
  const keyFile = join(folder, 'audit-key.pem');
  await operate(['audit', 'new-key', '--file', keyFile], { env: {}, user: undefined, signal });
  const env = {
    DATABASE_URL: databaseUrl,
    AUDIT_KEY_FILE: keyFile,
    AUDIT_CHECKPOINT_FILE: join(folder, 'checkpoints.jsonl'),
  };
  const verification = await measureVerification({ client, folder, env, signal }, options.entries);
  const chain = await measureChain(
    { api, client, env, ending },
    { concurrency: AT_ONCE, rounds: Math.max(2, options.rounds - 2), signal },
  );
  await api.stop();
  report.texts.push(chain.text, verification.text);
  const { touched } = chain;
  report.inShort.push(
    ['transitions a second, sealed and signed', ...ratio(chain.ratio), 'of those with nobody sealing'],
    ['rows written and scans of the chain in the transaction', `${touched.written} and ${touched.scans}`, '', ''],
    [
      'verification',
      `${verification.perSecond.toFixed(0)} entries/s`,
      '',
      `${verification.entries} entries, at most ${(verification.peakBytes / 2 ** 20).toFixed(0)} MiB`,
    ],
  );
}

/** The same database for another role. @param {string} ofRole @param {string} database */
function beside(ofRole, database) {
  const url = new URL(ofRole);
  url.pathname = new URL(database).pathname;
  return url.href;
}

/** @param {{ median: number, from: number, to: number }} measured */
function ratio({ median, from, to }) {
  return [median.toFixed(2), `${from.toFixed(2)}–${to.toFixed(2)}`];
}

function loads() {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(', ');
}
