import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from './instance-lock.mjs';
import { runToEnd } from './processes.mjs';
import { inProject, projectFolder } from './project.mjs';
import { step } from './steps.mjs';
import { Trouble } from './trouble.mjs';

const stamp = inProject('dist', '.built-from');
const typescriptMemory = inProject('dist', '.tsbuildinfo');
const CONFIGURATION = ['package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];

/**
 * Compiles the apps and libs unless `dist` was made from exactly these sources.
 * @param {{ signal?: AbortSignal | undefined, say?: import('./steps.mjs').Say }} [options]
 */
export async function buildStale({ signal, say } = {}) {
  if (isBuiltFrom(fingerprint())) return;
  await oneAtATime(inProject('dist'), signal, () => build({ signal, say }));
}

/** @param {{ signal?: AbortSignal | undefined, say?: import('./steps.mjs').Say | undefined }} options */
async function build({ signal, say }) {
  const sources = fingerprint();
  // Another of our commands may have built them while we waited for it.
  if (isBuiltFrom(sources)) return;
  await step(
    'Building',
    async (done) => {
      // With the stamp went the knowledge of what dist holds: let the compiler write every file again.
      if (!existsSync(stamp)) rmSync(typescriptMemory, { force: true });
      rmSync(stamp, { force: true });
      const { code, output } = await runToEnd({
        command: process.execPath,
        args: [inProject('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build', 'api'],
        cwd: projectFolder,
        ...(signal && { signal }),
      });
      if (code !== 0) throw new Trouble('The sources do not compile.', output);
      mkdirSync(inProject('dist'), { recursive: true });
      writeFileSync(stamp, sources);
      done('Built');
    },
    say,
  );
}

/** @param {string} sources */
const isBuiltFrom = (sources) => existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;

/** Names and contents, not times: a checkout sets those anew without changing anything. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...CONFIGURATION, ...sourcesBelow('apps'), ...sourcesBelow('libs')]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inProject(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} folder @returns {string[]} */
function sourcesBelow(folder) {
  if (!existsSync(inProject(folder))) return [];
  return readdirSync(inProject(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1))
    .sort();
}
