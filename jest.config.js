import { availableParallelism } from 'node:os';

// Native ES modules: run with NODE_OPTIONS=--experimental-vm-modules (scripts/test.mjs does).
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
    'node_modules/(content-disposition|cookie)/.+\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['node_modules/(?!(content-disposition|cookie)/)'],
};

/** @param {string} name @param {string[]} folders */
const ring = (name, ...folders) => ({
  ...shared,
  displayName: name,
  testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.spec.ts`),
});

/** The rings of the test house, innermost first. `npm test -- NAME` runs one. */
export default {
  // Tests of the outer rings wait for servers more than they compute.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Tests wait for conditions; on a busy machine these come late, and late is not wrong.
  testTimeout: 30_000,
  projects: [
    ring('unit', 'libs', 'apps'),
    ring('contracts', 'test/contracts'),
    ring('integration', 'test/integration'),
    ring('e2e', 'test/e2e'),
    ring('architecture', 'test/architecture'),
  ],
};
