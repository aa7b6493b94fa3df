import { type Job as BullJob, Queue } from 'bullmq';
import type { BullBackend } from './bull-backend.js';
import { BullJobWorker } from './bull-job-worker.js';
import {
  type JobHandler,
  JobQueue,
  type JobToAdd,
  type JobWorker,
  type JobWorkerOptions,
  type QueueDepth,
  type QueueName,
} from './job-queue.js';
import type { FailedJob, QueueView } from './queue-look.js';
import { within } from './within.js';

const CALL_TIMEOUT_MS = 5_000;

/**
 * A burst of attempts for passing faults; whoever sent the job takes it up again after that. Finished jobs are
 * kept only to be looked at: what was done is known to the database.
 */
const JOB_OPTIONS = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 7 * 24 * 3_600, count: 5_000 },
} as const;

/** States in which BullMQ will still hand a job to a worker. */
const PENDING_STATES = new Set(['waiting', 'active', 'delayed', 'prioritized', 'waiting-children']);

type BullQueue = ReturnType<typeof open>;

function open(name: QueueName, { producerConnection, factory }: BullBackend) {
  return new Queue(name, { connection: producerConnection }, factory);
}

export class BullJobQueue extends JobQueue {
  private readonly queues = new Map<QueueName, BullQueue>();

  constructor(
    private readonly bull: BullBackend,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    super();
  }

  override get backend(): 'redis' | 'postgres' {
    return this.bull.name;
  }

  override async add(queue: QueueName, jobs: readonly JobToAdd[]): Promise<void> {
    if (jobs.length === 0) return;
    const bulk = jobs.map(({ name, id, data, delayMs }) => ({
      name,
      data,
      opts: { ...JOB_OPTIONS, jobId: id, ...(delayMs === undefined ? {} : { delay: delayMs }) },
    }));
    await this.ask(queue, 'adding jobs', (bullQueue) => bullQueue.addBulk(bulk));
  }

  override async pending(queue: QueueName, jobIds: readonly string[]): Promise<ReadonlySet<string>> {
    const states = await this.ask(queue, 'asking for jobs', (bullQueue) =>
      Promise.all(jobIds.map(async (id) => [id, await bullQueue.getJobState(id)] as const)),
    );
    return new Set(states.filter(([, state]) => PENDING_STATES.has(state)).map(([id]) => id));
  }

  override async ensureScheduled(queue: QueueName, name: string, everySeconds: number): Promise<void> {
    await this.ask(queue, 'scheduling', async (bullQueue) => {
      const known = await bullQueue.getJobScheduler(name);
      if (known?.every === everySeconds * 1_000) return;
      await bullQueue.upsertJobScheduler(
        name,
        { every: everySeconds * 1_000 },
        // A recurring job has its next turn; only messages are tried again.
        { name, opts: { removeOnComplete: { count: 10 }, removeOnFail: { count: 50 } } },
      );
    });
  }

  override async depth(queue: QueueName): Promise<QueueDepth> {
    const counts = await this.ask(queue, 'counting', (bullQueue) =>
      bullQueue.getJobCounts('waiting', 'active', 'delayed', 'failed', 'completed'),
    );
    return {
      waiting: counts['waiting'] ?? 0,
      active: counts['active'] ?? 0,
      delayed: counts['delayed'] ?? 0,
      failed: counts['failed'] ?? 0,
      completed: counts['completed'] ?? 0,
    };
  }

  override async look(queue: QueueName, failedAtMost: number): Promise<QueueView> {
    const counts = await this.depth(queue);
    return this.ask(queue, 'looking', async (bullQueue) => {
      const [isPaused, failed] = await Promise.all([
        bullQueue.isPaused(),
        failedAtMost === 0 ? [] : bullQueue.getFailed(0, failedAtMost - 1),
      ]);
      return { name: queue, isPaused, counts, failed: failed.filter((job) => job !== undefined).map(toFailedJob) };
    });
  }

  override work(queue: QueueName, handler: JobHandler, options: JobWorkerOptions): JobWorker {
    return new BullJobWorker(queue, this.bull, handler, options);
  }

  override warnings(): Promise<readonly string[]> {
    return this.bull.warnings();
  }

  override async close(): Promise<void> {
    const queues = [...this.queues.values()];
    this.queues.clear();
    await Promise.all(queues.map((queue) => within(CALL_TIMEOUT_MS, 'closing', queue.close()).catch(this.onTrouble)));
    await this.bull.close();
  }

  private async ask<Answer>(
    name: QueueName,
    what: string,
    question: (queue: BullQueue) => Promise<Answer>,
  ): Promise<Answer> {
    await this.bull.ensureUp();
    const queue = this.queues.get(name) ?? open(name, this.bull);
    if (!this.queues.has(name)) {
      queue.on('error', this.onTrouble);
      this.queues.set(name, queue);
    }
    return within(CALL_TIMEOUT_MS, what, question(queue));
  }
}

/** A code is one word; whatever else BullMQ notes as the reason (a stall, a lost lock) is its own sentence, and safe. */
function toFailedJob(job: BullJob): FailedJob {
  return {
    id: job.id ?? '',
    name: job.name,
    cause: job.failedReason ?? 'unknown',
    attempts: job.attemptsMade,
    failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn),
  };
}
