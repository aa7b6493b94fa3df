import { createRedisBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { BullBackend } from './bull-backend.js';
import { QueueAway } from './job-queue.js';
import { within } from './within.js';

const COMMAND_TIMEOUT_MS = 4_000;
const CONNECT_TIMEOUT_MS = 3_000;
/** ioredis waits so long for the end of a connection, also for one that broke before: a stop must not wait for that. */
const DISCONNECT_TIMEOUT_MS = 200;

/**
 * BullMQ on Redis or Valkey. Producers share one connection that refuses at once while Redis is away. It is looked at
 * before BullMQ is: BullMQ keeps the outcome of a connection's first attempt for ever, so a queue built
 * on a connection that is not ready either hangs or stays dead after Redis has come back.
 */
export class RedisBackend implements BullBackend {
  readonly name = 'redis';
  readonly factory = createRedisBackend;
  readonly producerConnection: Redis;
  readonly workerConnection: {
    readonly url: string;
    readonly maxRetriesPerRequest: null;
    readonly disconnectTimeout: number;
    retryStrategy(times: number): number;
  };

  constructor(url: string, onTrouble: (error: unknown) => void) {
    const retryStrategy = (times: number): number => Math.min(100 * 2 ** Math.min(times, 5), 2_000);
    this.producerConnection = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      commandTimeout: COMMAND_TIMEOUT_MS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      disconnectTimeout: DISCONNECT_TIMEOUT_MS,
      retryStrategy,
    });
    this.producerConnection.on('error', onTrouble);
    this.workerConnection = {
      url,
      maxRetriesPerRequest: null,
      disconnectTimeout: DISCONNECT_TIMEOUT_MS,
      retryStrategy,
    };
  }

  async ensureUp(): Promise<void> {
    const { producerConnection: redis } = this;
    if (redis.status === 'connecting' || redis.status === 'connect') {
      await within(
        CONNECT_TIMEOUT_MS,
        'connecting to Redis',
        new Promise<void>((resolve) => redis.once('ready', () => resolve())),
      );
    }
    if (redis.status !== 'ready') throw new QueueAway(`Redis is ${redis.status}`);
  }

  async warnings(): Promise<readonly string[]> {
    await this.ensureUp();
    const memory = await within(COMMAND_TIMEOUT_MS, 'asking Redis', this.producerConnection.info('memory'));
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
    return policy === undefined || policy === 'noeviction'
      ? []
      : [`Redis is set to throw data away when memory is short (maxmemory-policy ${policy}); set it to noeviction`];
  }

  close(): Promise<void> {
    this.producerConnection.disconnect();
    return Promise.resolve();
  }
}
