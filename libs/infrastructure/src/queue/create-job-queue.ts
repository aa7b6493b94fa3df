import type { Configuration } from '../configuration/configuration.js';
import { BullJobQueue } from './bull-job-queue.js';
import { type JobQueue, QUEUE_NAMES } from './job-queue.js';
import { PostgresBackend } from './postgres-backend.js';
import { RedisBackend } from './redis-backend.js';

/** Every worker holds a connection to listen on; as many again and two work. */
const POSTGRES_POOL_SIZE = 2 * QUEUE_NAMES.length + 2;

/** The queue that the configuration names. Nothing is connected before it is needed. */
export function createJobQueue(configuration: Configuration['queue'], onTrouble: (error: unknown) => void): JobQueue {
  const backend =
    configuration.backend === 'redis'
      ? new RedisBackend(configuration.url, onTrouble)
      : new PostgresBackend(configuration.url, onTrouble, POSTGRES_POOL_SIZE);
  return new BullJobQueue(backend, onTrouble);
}
