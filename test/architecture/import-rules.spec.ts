import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const project = join(import.meta.dirname, '..', '..');
const program = join(project, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Every breach of the import rules in the named folders. */
async function breaches(folder: string, ...within: readonly string[]): Promise<readonly string[]> {
  const report = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...within],
      { cwd: folder, maxBuffer: 256 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } },
      // It also ends with an error code when it found breaches; what counts is its report.
      (error, output) => (output ? resolve(output) : reject(error ?? new Error('The report is empty.'))),
    );
  });
  const { summary } = JSON.parse(report) as { readonly summary: { readonly violations: readonly Violation[] } };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();
}

describe('the house', () => {
  it('keeps its import rules', async () => {
    expect(await breaches(project, 'apps', 'libs', 'test', 'scripts')).toEqual([]);
  }, 300_000);
});

describe('the import rules', () => {
  /** A house in which every rule is broken, so that a rule that no longer bites is noticed. */
  const broken: Readonly<Record<string, string>> = {
    'package.json':
      '{ "name": "broken", "type": "module", "dependencies": {"typeorm":"1","bullmq":"1","@nestjs/common":"1"}, "devDependencies": {"jest":"1"} }',
    'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "target": "es2023" } }',
    ...Object.fromEntries(
      ['typeorm', 'bullmq', '@nestjs/common', 'jest'].flatMap((name) => [
        [`node_modules/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0", "main": "index.js" }`],
        [`node_modules/${name}/index.js`, ''],
      ]),
    ),
    'libs/workflow/src/index.ts': "import '../../domain/src/index.js';\nexport const one = 1;\n",
    'libs/domain/src/index.ts':
      "import '../../lifecycles/src/index.js';\nimport '@nestjs/common';\nimport 'node:fs';\nimport 'typeorm';\nexport {};\n",
    'libs/lifecycles/src/index.ts':
      "import '../../infrastructure/src/index.js';\nimport './base.spec.js';\nexport {};\n",
    'libs/lifecycles/src/base.spec.ts': 'export {};\n',
    'libs/infrastructure/src/index.ts':
      "import '../../../apps/api/src/main.js';\nimport '../../workflow/src/secret.js';\nimport './a.js';\nimport 'jest';\nexport {};\n",
    'libs/infrastructure/src/a.ts': "import { b } from './b.js';\nexport const a = () => b;\n",
    'libs/infrastructure/src/b.ts': "import { a } from './a.js';\nexport const b = () => a;\n",
    'libs/workflow/src/secret.ts': 'export {};\n',
    'apps/api/src/main.ts':
      "import '../../worker/src/main.js';\nimport 'bullmq';\nimport '../../../libs/workflow/src/secret.js';\nimport './absent.js';\n",
    'apps/worker/src/main.ts': "import 'bullmq';\nexport {};\n",
  };
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'broken-house-'));
    for (const [path, text] of Object.entries(broken)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await copyFile(join(project, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('find every kind of breach', async () => {
    const found = await breaches(folder, 'apps', 'libs');
    expect([...new Set(found.map((breach) => breach.split(':')[0]))].sort()).toEqual([
      'apps-are-apart',
      'bullmq-only-in-infrastructure-and-worker',
      'content-and-meaning-know-no-framework',
      'domain-looks-down-only',
      'engine-and-meaning-are-portable',
      'everything-imported-exists',
      'infrastructure-looks-down-only',
      'lifecycles-looks-down-only',
      'no-runtime-cycles',
      'shipped-code-needs-shipped-packages',
      'tests-are-not-shipped',
      'through-the-front-door',
      'through-the-front-door-from-outside',
      'typeorm-only-in-infrastructure',
      'workflow-looks-down-only',
    ]);
    expect(found).toContain(
      'bullmq-only-in-infrastructure-and-worker: apps/api/src/main.ts → node_modules/bullmq/index.js',
    );
    expect(found.filter((breach) => breach.includes('apps/worker/src/main.ts → node_modules/bullmq'))).toEqual([]);
  }, 60_000);
});
