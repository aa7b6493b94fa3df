import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import { describeOnRedis, redisUrl } from './redis.js';
import type { QueueChoice } from './worker.js';

/** A back end of the queue that a test can make forget everything. */
export interface QueueServer {
  readonly choice: QueueChoice;
  flush(): Promise<void>;
}

/** Runs the same sentences on both back ends; on Redis where there is one. */
export function describeOnBothQueues(
  title: string,
  sentences: (server: (databaseUrl: string) => QueueServer, backend: QueueChoice['backend']) => void,
): void {
  describe(`${title}, queue on PostgreSQL`, () => sentences(onPostgres, 'postgres'));
  describeOnRedis(`${title}, queue on Redis`, () => sentences(onRedis, 'redis'));
}

function onRedis(): QueueServer {
  return {
    choice: { backend: 'redis', url: redisUrl() },
    async flush() {
      const redis = new Redis(redisUrl());
      await redis.flushdb();
      await redis.quit();
    },
  };
}

function onPostgres(databaseUrl: string): QueueServer {
  return {
    choice: { backend: 'postgres', url: databaseUrl },
    async flush() {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        const { rows } = await client.query<{ list: string | null }>(
          `SELECT string_agg(format('bullmq.%I', tablename), ', ') AS list FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
        );
        if (rows[0]?.list) await client.query(`TRUNCATE ${rows[0].list}`);
      } finally {
        await client.end();
      }
    },
  };
}
