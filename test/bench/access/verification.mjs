import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { operate } from '../../../scripts/launcher/operator-commands.mjs';
import { inProject } from '../../../scripts/launcher/project.mjs';
import { step } from '../../../scripts/launcher/steps.mjs';
import { table } from '../measuring/table.mjs';

/**
 * Seals everything there is by `cli audit seal` and verifies it by `cli audit verify`, each a process of its own from its
 * start to its end: histories of cases as the API wrote them, and records of sign-ins, which are put in here.
 * @param {{ client: import('pg').Client, folder: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} stage
 * @param {number} entries
 */
export async function measureVerification({ client, folder, env, signal }, entries) {
  const { rows } = await client.query('SELECT count(*)::int AS events FROM case_events');
  const { events } = rows[0];
  await step(`Putting in ${Math.max(0, entries - events)} records beside ${events} events of cases`, async () => {
    await client.query(
      `INSERT INTO audit_records (id, kind, subject_type, subject_id, detail, occurred_at)
       SELECT uuidv7(), 'signed-in', 'session', uuidv7(), jsonb_build_object('method', 'password', 'n', n), now() - n * interval '20 seconds'
         FROM generate_series(1, $1) n`,
      [entries - events],
    );
    await client.query('ANALYZE');
  });
  const peakFile = join(folder, 'peak');
  const run = (/** @type {string[]} */ command) =>
    step(`cli ${command.join(' ')}`, async (done) => {
      const startedAt = performance.now();
      const result = await operate(command, {
        env: {
          ...env,
          PEAK_MEMORY_TO: peakFile,
          NODE_OPTIONS: `--import=${pathToFileURL(inProject('test', 'bench', 'access', 'peak-memory-program.mjs')).href}`,
        },
        user: undefined,
        signal,
      });
      const elapsedMs = performance.now() - startedAt;
      const peakBytes = Number(readFileSync(peakFile, 'utf8'));
      done(`cli ${command.join(' ')}, at most ${mebibytes(peakBytes)} MiB: ${JSON.stringify(result)}`);
      return { result, elapsedMs, peakBytes };
    });
  const sealing = await run(['audit', 'seal']);
  await client.query('VACUUM ANALYZE audit_entries');
  const verification = await run(['audit', 'verify']);
  const { findingCount, entries: verified, caseSeals, vouchedUpTo } = verification.result;
  if (findingCount > 0) throw new Error(`What nobody touched was found fault with, ${findingCount} times`);
  if (vouchedUpTo !== verified) throw new Error(`A checkpoint vouches for ${vouchedUpTo} of ${verified} entries only`);
  const line = (/** @type {string} */ name, /** @type {typeof sealing} */ { elapsedMs, peakBytes }) => [
    name,
    (elapsedMs / 1000).toFixed(1),
    ((1000 * verified) / elapsedMs).toFixed(0),
    mebibytes(peakBytes),
  ];
  return {
    entries: verified,
    perSecond: (1000 * verified) / verification.elapsedMs,
    peakBytes: verification.peakBytes,
    text: `${verified} entries, ${events} of them events of cases, ${caseSeals} signed seals of cases\n${table(
      ['', 'seconds', 'entries/s', 'most MiB held by the process'],
      [line('seal', sealing), line('verify', verification)],
    )}`,
  };
}

/** @param {number} bytes */
function mebibytes(bytes) {
  return (bytes / 2 ** 20).toFixed(0);
}
