import { afterAll, beforeAll } from '@jest/globals';
import {
  Argon2Passwords,
  createDataSource,
  loadReferenceData,
  migrate,
  PostgresPeopleRegister,
  SeedDemonstrationAccounts,
} from '#libs/infrastructure';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** Any number will do, as long as every Jest worker uses the same one. */
const TEMPLATE_LOCK = 4_711;

/** What a test's database is cloned from. It is made once in a run, by whichever Jest worker needs it first. */
export interface Template {
  readonly name: string;
  /** Absent for the one that begins from nothing. */
  readonly from?: Template;
  fill(dataSource: DataSource): Promise<unknown>;
}

const MIGRATED: Template = { name: 'migrated_template', fill: migrate };

/** With the reference data and the demonstration accounts, as `npm start` fills it. */
export const INHABITED: Template = {
  name: 'inhabited_template',
  from: MIGRATED,
  async fill(dataSource) {
    await loadReferenceData(dataSource);
    await new SeedDemonstrationAccounts(new PostgresPeopleRegister(dataSource), new Argon2Passwords()).execute();
  },
};

export interface TestDatabase {
  /** For processes and connections of the test's own. */
  readonly url: string;
  readonly dataSource: DataSource;
}

/**
 * A migrated, otherwise empty database (or one cloned from a fuller template) that belongs to the `describe` (or file) it is called in: cloned
 * before its first test, dropped after its last. Read `dataSource` and `url` inside tests and hooks.
 */
export function aDatabase(
  options: {
    readonly poolSize?: number;
    readonly template?: Template;
    /** Done to the database before the first connection of the test is opened. */
    prepare?(dataSource: DataSource): Promise<void>;
  } = {},
): TestDatabase {
  let opened: TestDatabase | undefined;
  const name = `test_${uuidv7().replaceAll('-', '')}`;

  beforeAll(async () => {
    await onServer(async (server) => {
      const template = options.template ?? MIGRATED;
      await makeTemplate(server, template);
      await server.query(`CREATE DATABASE ${name} TEMPLATE ${template.name}`);
    });
    const url = urlOf(name);
    if (options.prepare) await onceOn(url, options.prepare);
    const dataSource = createDataSource({ url, poolSize: options.poolSize ?? 5, applicationName: 'test' });
    opened = { url, dataSource: await dataSource.initialize() };
  }, 60_000);

  afterAll(async () => {
    await opened?.dataSource.destroy();
    await onServer((server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }, 60_000);

  const whenOpen = (): TestDatabase => {
    if (!opened) throw new Error('The test database is there in tests and hooks only.');
    return opened;
  };
  return {
    get url() {
      return whenOpen().url;
    },
    get dataSource() {
      return whenOpen().dataSource;
    },
  };
}

/** An empty database without the schema, for tests of the migrations themselves. */
export function anEmptyDatabase(): { readonly url: string } {
  let url: string | undefined;
  const name = `empty_${uuidv7().replaceAll('-', '')}`;
  beforeAll(async () => {
    await onServer((server) => server.query(`CREATE DATABASE ${name}`));
    url = urlOf(name);
  }, 60_000);
  afterAll(() => onServer((server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)), 60_000);
  return {
    get url() {
      if (!url) throw new Error('The test database is there in tests and hooks only.');
      return url;
    },
  };
}

/** Built by whichever Jest worker needs it first; the others wait for it. */
async function makeTemplate(server: pg.Client, template: Template): Promise<void> {
  await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    await makeUnlessThere(server, template);
  } finally {
    await server.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

async function makeUnlessThere(server: pg.Client, { name, from, fill }: Template): Promise<void> {
  const { rowCount } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  if (from) await makeUnlessThere(server, from);
  // Renamed when whole, so that a failure on the way does not leave a half-made template to clone.
  const unfinished = `${name}_unfinished`;
  await server.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${unfinished}${from ? ` TEMPLATE ${from.name}` : ''}`);
  const dataSource = createDataSource({ url: urlOf(unfinished), poolSize: 2, applicationName: 'test template' });
  await dataSource.initialize();
  try {
    await fill(dataSource);
  } finally {
    await dataSource.destroy();
  }
  await server.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
}

async function onceOn(url: string, work: (dataSource: DataSource) => Promise<void>): Promise<void> {
  const dataSource = await createDataSource({ url, poolSize: 1, applicationName: 'test preparation' }).initialize();
  try {
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function onServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: serverUrl() });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('This test needs a PostgreSQL server: run it with `npm test -- <ring or path>`.');
  return url;
}
