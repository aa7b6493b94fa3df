import { type BackendFactory, type ConnectionOptions, createPostgresBackend } from 'bullmq';
import { Pool } from 'pg';
import { SteadyClient } from '../database/steady-client.js';
import type { BullBackend } from './bull-backend.js';
import { QueueAway } from './job-queue.js';
import { isQueueMigrated, migrateQueue, QUEUE_SCHEMA } from './queue-schema.js';
import { within } from './within.js';

const ANSWER_TIMEOUT_MS = 4_000;
const CONNECT_TIMEOUT_MS = 3_000;

/**
 * BullMQ on PostgreSQL. All queues and workers of a process share one pool; each worker holds one of its connections to
 * LISTEN. The server is asked before BullMQ is: BullMQ remembers a failed first contact for ever and can
 * then not even be closed.
 */
export class PostgresBackend implements BullBackend {
  readonly name = 'postgres';
  readonly factory = createPostgresBackend as unknown as BackendFactory;
  private readonly pool: Pool;
  private migrated = false;

  constructor(url: string, onTrouble: (error: unknown) => void, poolSize: number) {
    this.pool = new Pool({
      Client: SteadyClient,
      connectionString: url,
      max: poolSize,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: 15_000,
      application_name: 'upon-request-queue',
      options: `-c search_path=${QUEUE_SCHEMA}`,
    });
    this.pool.on('error', onTrouble);
  }

  /** BullMQ's options are typed for Redis alone; its PostgreSQL back end takes a pool in the same place. */
  get producerConnection(): ConnectionOptions {
    return this.pool;
  }

  get workerConnection(): ConnectionOptions {
    return this.producerConnection;
  }

  async ensureUp(): Promise<void> {
    if (this.migrated) {
      await within(ANSWER_TIMEOUT_MS, 'asking PostgreSQL', this.pool.query('SELECT'));
      return;
    }
    await within(3 * ANSWER_TIMEOUT_MS, 'preparing the queue in PostgreSQL', this.migrate());
    this.migrated = true;
  }

  warnings(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async migrate(): Promise<void> {
    const client = await this.pool.connect();
    try {
      // They came with the migrations. Only where one role does everything may they still have to be made here.
      if (!(await isQueueMigrated(client))) await migrateQueue(client);
      client.release();
    } catch (error) {
      client.release(true);
      throw new QueueAway('its schema', { cause: error });
    }
  }
}
