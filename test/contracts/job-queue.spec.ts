import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Job, JobGivenUp, type JobHandler, type JobQueue, type JobWorker, QueueAway } from '#libs/infrastructure';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { CuttableLine } from '../support/cuttable-line.js';
import { aDatabase } from '../support/database.js';
import { describeOnBothQueues, type QueueServer } from '../support/queue-servers.js';
import { describeOnRedis, redisUrl } from '../support/redis.js';
import { until } from '../support/until.js';
import { openQueue } from '../support/worker.js';

describeOnBothQueues('a queue', (serverOf) => {
  const database = aDatabase();
  keepsItsPromises(() => serverOf(database.url));
});

describeOnRedis('Redis', () => {
  it('warns of a server that throws data away when memory is short', async () => {
    const redis = new Redis(redisUrl());
    const queue = openQueue({ backend: 'redis', url: redisUrl() });
    try {
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      expect(await queue.warnings()).toEqual([expect.stringContaining('noeviction')]);
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      expect(await queue.warnings()).toEqual([]);
    } finally {
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      await Promise.all([queue.close(), redis.quit()]);
    }
  });
});

function keepsItsPromises(serverOf: () => QueueServer): void {
  let server: QueueServer;
  let line: CuttableLine;
  let queue: JobQueue;
  let workers: JobWorker[];

  const open = (): JobQueue => openQueue({ ...server.choice, url: line.through(server.choice.url) });
  const work = (handler: JobHandler, on: JobQueue = queue, lockSeconds = 30): JobWorker => {
    const worker = on.work('events', handler, { concurrency: 4, lockSeconds });
    workers.push(worker);
    return worker;
  };
  /** A worker that notes what it is given. */
  const note = (seen: Job[]): JobWorker =>
    work((job) => {
      seen.push(job);
      return Promise.resolve();
    });
  const aJob = (id = uuidv7()) => ({ name: 'greeting', id: `${id}.0`, data: { messageId: id } });

  beforeAll(async () => {
    server = serverOf();
    line = await CuttableLine.to(server.choice.url);
  });
  afterAll(() => line.close());
  beforeEach(async () => {
    await server.flush();
    workers = [];
    queue = open();
  });
  afterEach(async () => {
    line.mend();
    await Promise.all(workers.map((worker) => worker.close(2_000)));
    await queue.close();
  });

  it('hands a job to a worker with its id, name and data', async () => {
    const seen: Job[] = [];
    note(seen);
    const job = aJob();
    await queue.add('events', [job]);
    await until('the job has come', () => seen.length === 1);
    expect(seen).toEqual([{ ...job, attemptsMade: 0 }]);
  });

  it('ignores a job id that it knows, also after the job was done', async () => {
    const seen: Job[] = [];
    const job = aJob();
    await queue.add('events', [job, job]);
    await queue.add('events', [job]);
    note(seen);
    await until('the job is done', async () => (await queue.depth('events')).completed === 1);
    await queue.add('events', [job, aJob()]);
    await until('the other job is done', async () => (await queue.depth('events')).completed === 2);
    expect(seen).toHaveLength(2);
  });

  it('tries a job that failed again', async () => {
    const attempts: number[] = [];
    work((job) => {
      attempts.push(job.attemptsMade);
      return attempts.length < 2 ? Promise.reject(new Error('not yet')) : Promise.resolve();
    });
    await queue.add('events', [aJob()]);
    await until('the job is done', async () => (await queue.depth('events')).completed === 1);
    expect(attempts).toEqual([0, 1]);
  });

  it('does not try a job again that was given up', async () => {
    let attempts = 0;
    work(() => {
      attempts += 1;
      return Promise.reject(new JobGivenUp('mail.refused'));
    });
    const job = aJob();
    await queue.add('events', [job]);
    await until('the job has failed', async () => (await queue.depth('events')).failed === 1);
    expect(attempts).toBe(1);
    expect(await queue.pending('events', [job.id])).toEqual(new Set());
  });

  it('knows which jobs it will still hand out', async () => {
    const [waiting, delayed, done, unheardOf] = [aJob(), { ...aJob(), delayMs: 60_000 }, aJob(), aJob()];
    const worker = note([]);
    await queue.add('events', [done]);
    await until('one job is done', async () => (await queue.depth('events')).completed === 1);
    await worker.close(2_000);
    await queue.add('events', [waiting, delayed]);
    expect(await queue.pending('events', [waiting.id, delayed.id, done.id, unheardOf.id])).toEqual(
      new Set([waiting.id, delayed.id]),
    );
    expect(await queue.depth('events')).toEqual({ waiting: 1, active: 0, delayed: 1, failed: 0, completed: 1 });
  });

  it('holds a delayed job back and then hands it out by itself', async () => {
    const seen: { at: number }[] = [];
    work(() => {
      seen.push({ at: Date.now() });
      return Promise.resolve();
    });
    const addedAt = Date.now();
    await queue.add('events', [{ ...aJob(), delayMs: 400 }]);
    await until('the job has come', () => seen.length === 1);
    expect((seen[0]?.at ?? 0) - addedAt).toBeGreaterThanOrEqual(390);
  });

  it('calls a scheduled job up again and again, and only once a turn however often it is scheduled', async () => {
    const seen: Job[] = [];
    note(seen);
    for (let time = 0; time < 5; time += 1) await queue.ensureScheduled('events', 'tick', 1);
    await until('it has come three times', () => seen.length >= 3);
    expect(seen.every(({ name }) => name === 'tick')).toBe(true);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });

  it('takes up its schedule again after a flush', async () => {
    const seen: Job[] = [];
    note(seen);
    await queue.ensureScheduled('events', 'tick', 1);
    await until('it has come', () => seen.length >= 1);
    await server.flush();
    const before = seen.length;
    await queue.ensureScheduled('events', 'tick', 1);
    await until('it comes again', () => seen.length > before);
  });

  it('lets a worker that is closed finish the job it has', async () => {
    let finish: (() => void) | undefined;
    const worker = work(() => new Promise((resolve) => (finish = resolve)));
    await queue.add('events', [aJob()]);
    const finishNow = await until('the job is at work', () => finish);
    const closed = worker.close(5_000);
    finishNow();
    await closed;
    expect((await queue.depth('events')).completed).toBe(1);
  });

  it('gives the job of a worker that died to another', async () => {
    const dying = open();
    let begun = 0;
    const first = work(
      () => {
        begun += 1;
        return new Promise(() => undefined);
      },
      dying,
      1,
    );
    await queue.add('events', [aJob()]);
    await until('the first worker has it', () => begun === 1);
    await first.close(1);

    const seen: Job[] = [];
    work(
      (job) => {
        seen.push(job);
        return Promise.resolve();
      },
      queue,
      1,
    );
    await until('the other worker has it', () => seen.length === 1);
    await dying.close();
  });

  describe('when it is away', () => {
    it('says so at once instead of waiting', async () => {
      await queue.add('events', [aJob()]);
      line.cut();
      const asked = Date.now();
      await expect(queue.add('events', [aJob()])).rejects.toThrow(QueueAway);
      await expect(queue.depth('events')).rejects.toThrow(QueueAway);
      expect(Date.now() - asked).toBeLessThan(4_000);
    });

    it('says so within seconds when the server is there and silent', async () => {
      await queue.add('events', [aJob()]);
      line.silence();
      const asked = Date.now();
      await expect(queue.add('events', [aJob()])).rejects.toThrow(QueueAway);
      expect(Date.now() - asked).toBeLessThan(10_000);
    });

    it('is found again, by whoever adds and by a worker that was at work', async () => {
      const seen: Job[] = [];
      note(seen);
      await queue.add('events', [aJob()]);
      await until('the first job has come', () => seen.length === 1);
      line.cut();
      await expect(queue.add('events', [aJob()])).rejects.toThrow(QueueAway);
      line.mend();
      const job = aJob();
      await until('the queue takes jobs again', () =>
        queue.add('events', [job]).then(
          () => true,
          () => false,
        ),
      );
      await until('the worker takes them too', () => seen.some(({ id }) => id === job.id));
    });

    it('may be away when a process starts', async () => {
      line.cut();
      const late = open();
      const seen: Job[] = [];
      work((job) => {
        seen.push(job);
        return Promise.resolve();
      }, late);
      const job = aJob();
      await expect(late.add('events', [job])).rejects.toThrow(QueueAway);
      line.mend();
      await until('the queue takes jobs', () =>
        late.add('events', [job]).then(
          () => true,
          () => false,
        ),
      );
      await until('the worker takes them too', () => seen.length === 1);
      await Promise.all(workers.map((worker) => worker.close(2_000)));
      await late.close();
    });

    it('lets a process that never reached it stop', async () => {
      line.cut();
      const late = open();
      const worker = work(() => Promise.resolve(), late);
      await expect(late.depth('events')).rejects.toThrow(QueueAway);
      const asked = Date.now();
      await worker.close(1_000);
      await late.close();
      expect(Date.now() - asked).toBeLessThan(6_000);
    });
  });
}
