import { afterAll, beforeAll } from '@jest/globals';
import { createDataSource, loadReferenceData, migrate } from '#libs/infrastructure';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { guard } from '../../scripts/launcher/guard.mjs';
import { privatePostgres, temporaryFolder } from '../../scripts/launcher/private-servers.mjs';

const NAME = 'own';

/** A PostgreSQL server that belongs to one file of tests, which may end it: what it has committed outlives that. */
export interface OwnPostgres {
  readonly url: string;
  /** Ends the server as a fault of the machine would, and waits until it is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** As `pg_ctl restart` does: `fast` ends sessions in order, `immediate` as a crash would, and the server recovers. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
  /** Stops every process of the server where it stands: connections stay, and nobody answers. */
  freeze(): void;
  thaw(): void;
}

/**
 * Starts a server of its own with the schema and the reference data. Every other test shares one, and would feel its end.
 * @param fill what else the database is to hold.
 */
export function anOwnPostgres(fill: (dataSource: DataSource) => Promise<unknown>): OwnPostgres {
  const undo: (() => Promise<unknown> | void)[] = [];
  let server: OwnPostgres | undefined;

  beforeAll(async () => {
    // In the process group of the tests, which is ended with them.
    const run = { defer: (step: () => Promise<unknown> | void) => void undo.push(step), ownSession: false };
    const {
      url: serverUrl,
      migrationUrl,
      kill,
      start,
      signal,
    } = await privatePostgres(run, temporaryFolder(run), { durable: true });
    const ownerUrl = await createDatabase(migrationUrl);
    server = {
      url: inDatabase(serverUrl),
      kill,
      start,
      restart: async (mode) => {
        await kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
        await start();
      },
      freeze: () => signal('SIGSTOP'),
      thaw: () => signal('SIGCONT'),
    };
    await withDataSource(ownerUrl, migrate);
    await withDataSource(server.url, async (dataSource) => {
      await loadReferenceData(dataSource);
      await fill(dataSource);
    });
  }, 120_000);

  afterAll(async () => {
    // A stopped process cannot hear that it is to end.
    server?.thaw();
    for (const step of undo.reverse()) await step();
    await guard.release();
  }, 60_000);

  const whenRunning = (): OwnPostgres => {
    if (!server) throw new Error('The server is there in tests and hooks only.');
    return server;
  };
  return {
    get url() {
      return whenRunning().url;
    },
    kill: () => whenRunning().kill(),
    start: () => whenRunning().start(),
    restart: (mode) => whenRunning().restart(mode),
    freeze: () => whenRunning().freeze(),
    thaw: () => whenRunning().thaw(),
  };
}

async function createDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${NAME}`);
  await client.end();
  return inDatabase(serverUrl);
}

function inDatabase(serverUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${NAME}`;
  return url.href;
}

async function withDataSource(url: string, work: (dataSource: DataSource) => Promise<unknown>): Promise<void> {
  const dataSource = createDataSource({ url, poolSize: 2, applicationName: 'test', standing: 'system' });
  await dataSource.initialize();
  try {
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
