import { describe } from '@jest/globals';

/** The private Redis of this run of tests; absent where no redis-server is on the PATH. */
const serverUrl = process.env['TEST_REDIS_URL'];

/**
 * A Redis of this Jest worker's own (a numbered database of the private server): flush it with FLUSHDB, never
 * FLUSHALL, which would flush the other workers' too.
 */
export function redisUrl(): string {
  if (!serverUrl) throw new Error('There is no Redis in this run; put such tests under describeOnRedis.');
  const url = new URL(serverUrl);
  url.pathname = `/${Number(process.env['JEST_WORKER_ID'] ?? '1') % 16}`;
  return url.href;
}

/** The Redis ring: `npm test` says in one loud line when it cannot be run. */
export const describeOnRedis = serverUrl ? describe : describe.skip;
