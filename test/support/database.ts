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
  /** Whether it is filled by the role that owns the tables; else by the application's. */
  readonly byOwner?: boolean;
  fill(dataSource: DataSource): Promise<unknown>;
}

const MIGRATED: Template = { name: 'migrated_template', byOwner: true, fill: migrate };

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
  /** For processes and connections of the test's own, as the application signs in. */
  readonly url: string;
  /** As the application's role: what is not granted to it fails here too. */
  readonly dataSource: DataSource;
  /** As the role that owns the tables, for what nobody can do in the product. */
  readonly ownerUrl: string;
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
    if (options.prepare) await onceOn(ownerUrlOf(name), options.prepare);
    const dataSource = createDataSource({
      url,
      poolSize: options.poolSize ?? 5,
      applicationName: 'test',
      standing: 'system',
      // Late is not wrong on a busy machine.
      waitMs: 20_000,
    });
    opened = { url, ownerUrl: ownerUrlOf(name), dataSource: await dataSource.initialize() };
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
    get ownerUrl() {
      return whenOpen().ownerUrl;
    },
  };
}

/** An empty database without the schema, for tests of the migrations themselves: by whom they are run. */
export function anEmptyDatabase(): { readonly url: string } {
  let url: string | undefined;
  const name = `empty_${uuidv7().replaceAll('-', '')}`;
  beforeAll(async () => {
    await onServer((server) => server.query(`CREATE DATABASE ${name}`));
    url = ownerUrlOf(name);
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

async function makeUnlessThere(server: pg.Client, { name, from, byOwner, fill }: Template): Promise<void> {
  const { rowCount } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  if (from) await makeUnlessThere(server, from);
  // Renamed when whole, so that a failure on the way does not leave a half-made template to clone.
  const unfinished = `${name}_unfinished`;
  await server.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${unfinished}${from ? ` TEMPLATE ${from.name}` : ''}`);
  const url = byOwner ? ownerUrlOf(unfinished) : urlOf(unfinished);
  const dataSource = createDataSource({ url, poolSize: 2, applicationName: 'test template', standing: 'system' });
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

/** Databases are made and dropped by the role that owns them. */
async function onServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: serverUrl('TEST_MIGRATION_DATABASE_URL') });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function urlOf(database: string): string {
  return addressOf(database, serverUrl('TEST_DATABASE_URL'));
}

/** The address of a test's database for the role that owns it. */
export function ownerUrlOf(database: string): string {
  return addressOf(database, serverUrl('TEST_MIGRATION_DATABASE_URL'));
}

function addressOf(database: string, server: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(variable: string): string {
  const url = process.env[variable];
  if (!url) throw new Error('This test needs a PostgreSQL server: run it with `npm test -- <ring or path>`.');
  return url;
}
