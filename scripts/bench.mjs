/**
 * npm run bench [-- NAME [OPTION…]]: one benchmark, side by side with its own floor in one run, against a private
 * PostgreSQL. Without a name: what there is. See test/bench/README.md for how to read the figures.
 */
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildStale } from './launcher/build.mjs';
import { Ending } from './launcher/ending.mjs';
import { installMissing } from './launcher/install.mjs';
import { inProject } from './launcher/project.mjs';
import { privatePostgres, temporaryFolder } from './launcher/private-servers.mjs';
import { bold, dim, report, step, toStandardError, toStandardOutput } from './launcher/steps.mjs';

/**
 * What every file `test/bench/NAME.bench.mjs` exports.
 * @typedef {object} Bench
 * @property {string} summary what it shows, in a line
 * @property {(run: BenchRun) => Promise<void>} run
 */

/**
 * @typedef {object} BenchRun
 * @property {string[]} options what stood behind the name
 * @property {import('./launcher/ending.mjs').Ending} ending
 * @property {string} folder for logs and notes of this run; it goes when the run ends
 * @property {Awaited<ReturnType<typeof privatePostgres>>} postgres
 */

const SUFFIX = '.bench.mjs';
const folderOfBenches = inProject('test', 'bench');
const names = readdirSync(folderOfBenches)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort();

const [name, ...options] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  // Benches import the product, so even their names cannot be told of what was never built.
  await installMissing();
  await buildStale();
  const say = name === undefined ? toStandardOutput : toStandardError;
  if (name !== undefined) say(`There is no bench "${name}".`);
  say('npm run bench -- NAME, where NAME is one of');
  for (const known of names) say(`  ${bold(known)}  ${(await load(known)).summary}`);
  process.exit(name === undefined ? 0 : 2);
}

const ending = new Ending((reason) => toStandardOutput(dim(reason)));
let exitCode = 0;
try {
  const { signal } = ending;
  await installMissing({ signal });
  await buildStale({ signal });
  const folder = temporaryFolder(ending);
  const postgres = await step('Starting a private PostgreSQL', async (done) => {
    // Commits reach the disk, as in production: careless settings would flatter whoever writes most.
    const started = await privatePostgres(ending, folder, { durable: true });
    done(`PostgreSQL ${started.version} on port ${started.port}, for this bench only`);
    return started;
  });
  const bench = await load(name);
  await bench.run({ options, ending, folder, postgres });
} catch (error) {
  report(error);
  exitCode = ending.signal.aborted ? 130 : 1;
}
for (const failure of await ending.finish()) {
  report(failure);
  exitCode = 1;
}
process.exit(exitCode);

/** @param {string} known @returns {Promise<Bench>} */
async function load(known) {
  return import(pathToFileURL(inProject('test', 'bench', `${known}${SUFFIX}`)).href);
}
