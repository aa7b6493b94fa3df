/**
 * npm run check [-- STEP…]: what must hold before a change is shown to others, a line for each step. Every step is
 * run even when an earlier one failed.
 */
import { Ending } from './launcher/ending.mjs';
import { installMissing } from './launcher/install.mjs';
import { runToEnd } from './launcher/processes.mjs';
import { inProject, projectFolder } from './launcher/project.mjs';
import { dim, red, report, step, toStandardError, toStandardOutput } from './launcher/steps.mjs';
import { runTests } from './launcher/tests.mjs';
import { Stopped, Trouble } from './launcher/trouble.mjs';

const tool = (/** @type {string[]} */ ...path) => inProject('node_modules', ...path);

/** @type {Record<string, { doing: string, run: () => Promise<string | void> }>} */
const STEPS = {
  types: { doing: 'Types', run: () => passes(tool('typescript', 'bin', 'tsc'), '--noEmit') },
  lint: { doing: 'Lint', run: () => passes(tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0') },
  format: { doing: 'Format', run: () => passes(tool('prettier', 'bin', 'prettier.cjs'), '--check', '.') },
  imports: {
    doing: 'Import rules',
    run: () =>
      passes(
        tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
        ...['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test', 'scripts'],
      ),
  },
  unused: { doing: 'Unused code', run: () => passes(tool('knip', 'bin', 'knip.js')) },
  unit: { doing: 'Unit tests', run: unitTests },
};

const ending = new Ending((reason) => toStandardOutput(dim(reason)));
let failures = 0;
try {
  const wishes = process.argv.slice(2);
  const unknown = wishes.filter((wish) => !(wish in STEPS));
  if (unknown.length > 0)
    throw new Trouble(`There is no step ${unknown.join(' ')}; there are ${Object.keys(STEPS).join(', ')}.`);
  await installMissing({ signal: ending.signal });
  for (const [name, { doing, run }] of Object.entries(STEPS)) {
    if (wishes.length > 0 && !wishes.includes(name)) continue;
    try {
      await step(doing, async (done) => {
        const remark = await run();
        if (remark) done(`${doing}: ${remark}`);
      });
    } catch (error) {
      if (error instanceof Stopped) throw error;
      report(error, toStandardOutput);
      failures += 1;
    }
  }
} catch (error) {
  report(error, toStandardError);
  failures += 1;
}
for (const failure of await ending.finish()) report(failure);
if (failures > 0 && !ending.signal.aborted) toStandardOutput(red(`${failures} of the checks failed`));
process.exitCode = ending.signal.aborted ? 130 : failures > 0 ? 1 : 0;

/** @param {string} program @param {string[]} args */
async function passes(program, ...args) {
  const { code, output } = await runToEnd({
    command: process.execPath,
    args: [program, ...args],
    cwd: projectFolder,
    signal: ending.signal,
  });
  if (code !== 0) throw new Trouble('Found:', output);
}

async function unitTests() {
  const { passed, failed } = await runTests(ending, ['unit', '--silent', '--verbose=false']);
  if (failed > 0) throw new Trouble(`${failed} unit tests failed`);
  return `${passed} passed`;
}
