import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { step, toStandardOutput } from '../../scripts/launcher/steps.mjs';
import { connected, loadCases, newDatabase } from './cases/load.mjs';
import { measureAll } from './transition/measure.mjs';
import { readOptions } from './transition/options.mjs';
import { rehearse } from './transition/rehearsal.mjs';
import { reportOn } from './transition/report.mjs';
import { startApi, startFloor } from './transition/servers.mjs';
import { gather } from './transition/subjects.mjs';

export const summary =
  'create, transition, read and list with 100 000 cases, beside a bare server that runs the same statements';

/** @param {import('../../scripts/bench.mjs').BenchRun} run */
export async function run({ options: given, ending, folder, postgres }) {
  const options = readOptions(given);
  const databaseUrl = await newDatabase(postgres.migrationUrl, ending.signal);
  const stage = { databaseUrl, folder, ending };
  const client = await connected(databaseUrl);
  ending.defer(() => client.end());

  const statements = join(folder, 'statements');
  writeFileSync(statements, '');
  const recorded = await startApi(stage, { recordTo: statements });
  await loadCases(client, recorded.port, options.cases);
  const subjects = await gather(client);
  const recordings = await step('Recording the statements of every kind of request', () =>
    rehearse({ client, port: recorded.port, file: statements, subjects }),
  );
  await recorded.stop();
  const recordingsFile = join(folder, 'recordings');
  writeFileSync(recordingsFile, serialize(recordings));

  const api = await startApi(stage);
  const floor = await startFloor(stage, recordingsFile);
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const cells = await measureAll({ api, floor }, rows[0].pid, subjects, options, ending.signal);
  toStandardOutput(reportOn(cells, recordings));
}
