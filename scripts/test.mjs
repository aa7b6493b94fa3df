/**
 * npm test [-- RING… | PATH… | JEST OPTION…]: every ring of tests, or those named, against a private
 * PostgreSQL (and Redis where there is one). The last line counts: `N passed, N failed`.
 */
import { Ending } from './launcher/ending.mjs';
import { installMissing } from './launcher/install.mjs';
import { dim, report, toStandardOutput } from './launcher/steps.mjs';
import { runTests } from './launcher/tests.mjs';

const ending = new Ending((reason) => toStandardOutput(dim(reason)));
let outcome = { passed: 0, failed: 1 };
try {
  await installMissing({ signal: ending.signal });
  outcome = await runTests(ending, process.argv.slice(2));
} catch (error) {
  report(error);
}
for (const failure of await ending.finish()) {
  report(failure);
  outcome = { ...outcome, failed: outcome.failed + 1 };
}
toStandardOutput(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exitCode = ending.signal.aborted ? 130 : outcome.failed > 0 ? 1 : 0;
