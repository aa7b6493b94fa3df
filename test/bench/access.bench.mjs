import { parseArgs } from 'node:util';
import { step, toStandardOutput } from '../../scripts/launcher/steps.mjs';
import { measureChain, measureVerification } from './access/chain.mjs';
import { measureScope } from './access/scope.mjs';
import { measureWall } from './access/wall.mjs';
import { connected, loadCases, newDatabase } from './cases/load.mjs';
import { startApi } from './transition/servers.mjs';
import { gather } from './transition/subjects.mjs';

export const summary =
  'what access costs: visibleTo and row-level security on list, read and transition; the audit chain; its verification (--million)';

/** @param {import('../../scripts/bench.mjs').BenchRun} run */
export async function run({ options: given, ending, folder, postgres }) {
  const { values } = parseArgs({
    args: given,
    options: {
      cases: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '6' },
      entries: { type: 'string', default: '50000' },
      million: { type: 'boolean', default: false },
    },
  });
  const plan = { concurrency: 4, rounds: Number(values.rounds), sliceMs: 400, signal: ending.signal };
  const ownerUrl = await newDatabase(postgres.migrationUrl, ending.signal);
  const applicationUrl = new URL(postgres.url);
  applicationUrl.pathname = new URL(ownerUrl).pathname;
  const client = await connected(ownerUrl);
  ending.defer(() => client.end());

  const stage = { folder, ending };
  const bare = await startApi({ ...stage, databaseUrl: ownerUrl });
  await loadCases(client, bare.port, Number(values.cases));
  const subjects = await gather(client);
  const walled = await startApi({ ...stage, databaseUrl: applicationUrl.href });
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');

  /** @type {string[]} */
  const report = [''];
  report.push(
    await step('Measuring scope and wall, statement by statement', () =>
      measureScope({ ownerUrl, applicationUrl: applicationUrl.href, client }, plan),
    ),
  );
  const overHttp = { ...plan, databasePid: rows[0].pid };
  report.push(
    await step('Measuring the wall, request by request', () => measureWall({ bare, walled }, subjects, overHttp)),
  );
  report.push(
    await step('Measuring the audit chain', () =>
      measureChain({ walled, applicationUrl: applicationUrl.href }, subjects, overHttp),
    ),
  );
  await Promise.all([bare.stop(), walled.stop()]);
  const entries = values.million ? 1_000_000 : Number(values.entries);
  report.push(
    await step(`Sealing and verifying ${entries} entries`, () =>
      measureVerification({ client, applicationUrl: applicationUrl.href, folder }, entries),
    ),
  );
  toStandardOutput(report.join('\n\n'));
}
