/** The import rules of the house. A floor imports only floors to its left, through their index.ts. */
const FLOORS = ['workflow', 'domain', 'lifecycles', 'infrastructure'];
const SPEC = '\\.spec\\.ts$';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const floorRules = FLOORS.map((floor, height) => ({
  name: `${floor}-looks-down-only`,
  comment: `libs/${floor} may not know the floors above it.`,
  severity: 'error',
  from: { path: `^libs/${floor}/` },
  to: { path: ['^apps/', '^scripts/', ...FLOORS.slice(height + 1).map((above) => `^libs/${above}/`)] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'through-the-front-door',
      comment: 'A library is entered only through its index.ts, as #libs/<library>.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'through-the-front-door-from-outside',
      comment: 'A library is entered only through its index.ts, as #libs/<library>.',
      severity: 'error',
      from: { path: '^(apps|test|scripts)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'apps-are-apart',
      comment: 'What two apps share belongs on a floor below both.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: SPEC },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-runtime-cycles',
      comment: 'In ES modules a cycle of decorated classes fails at load. Types may point at each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'pre-compilation-only'] } },
    },
    {
      name: 'typeorm-only-in-infrastructure',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/infrastructure/' },
      to: { path: '(^|/)node_modules/(typeorm|@nestjs/typeorm|pg)/' },
    },
    {
      name: 'bullmq-only-in-infrastructure-and-worker',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^(libs/infrastructure|apps/worker)/' },
      to: { path: '(^|/)node_modules/(bullmq|@nestjs/bullmq|ioredis)/' },
    },
    {
      name: 'content-and-meaning-know-no-framework',
      comment: 'No Nest, ORM, queue or server library in workflow, domain and lifecycles.',
      severity: 'error',
      from: { path: '^libs/(workflow|domain|lifecycles)/', pathNot: SPEC },
      to: {
        path: '(^|/)node_modules/(@nestjs|typeorm|bullmq|ioredis|pg|fastify|@fastify|pino|nodemailer|reflect-metadata|class-validator)(/|$)',
      },
    },
    {
      name: 'engine-and-meaning-are-portable',
      comment: 'No Node API in workflow, domain and lifecycles: they run wherever the language does.',
      severity: 'error',
      from: { path: '^libs/(workflow|domain|lifecycles)/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-are-not-shipped',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: SPEC },
      to: { path: `^test/|${SPEC}` },
    },
    {
      name: 'shipped-code-needs-shipped-packages',
      comment: 'What the production image runs must not rest on a development dependency.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: SPEC },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'pre-compilation-only'],
        pathNot: '/@types/',
      },
    },
    {
      name: 'everything-imported-exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data|coverage)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
    },
  },
};
