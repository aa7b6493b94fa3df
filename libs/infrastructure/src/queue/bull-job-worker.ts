import { type Job as BullJob, UnrecoverableError, Worker } from 'bullmq';
import type { BullBackend } from './bull-backend.js';
import { JobGivenUp, type JobHandler, type JobWorker, type JobWorkerOptions, type QueueName } from './job-queue.js';
import { within } from './within.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const DEFAULT_LOCK_SECONDS = 30;

/** A worker killed in the middle counts as one stall; two unlucky deployments must not fail a job that has attempts left. */
const MAX_STALLS = 5;

/** Builds BullMQ's worker once the back end answers: one built before that may stay deaf for ever. */
export class BullJobWorker implements JobWorker {
  private worker: ReturnType<BullJobWorker['build']> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private readonly atWork = new Set<Promise<void>>();
  private opening: Promise<void>;

  constructor(
    readonly queue: QueueName,
    private readonly bull: BullBackend,
    private readonly handler: JobHandler,
    private readonly options: JobWorkerOptions,
  ) {
    this.opening = this.open(FIRST_PAUSE_MS);
  }

  get running(): boolean {
    return this.worker?.isRunning() ?? false;
  }

  async close(deadlineMs: number): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.opening;
    const { worker } = this;
    if (!worker) return;
    // BullMQ's own close waits without end for jobs at work, and cannot be hurried once it has begun.
    await worker.pause(true);
    const finished = await settledWithin(deadlineMs, [...this.atWork]);
    await within(deadlineMs, 'closing a worker', worker.close(!finished)).catch((error: unknown) =>
      this.options.onTrouble?.(error),
    );
  }

  private async open(pauseMs: number): Promise<void> {
    try {
      await this.bull.ensureUp();
      if (this.closed) return;
      this.worker = this.build();
    } catch (error) {
      this.options.onTrouble?.(error);
      if (this.closed) return;
      this.timer = setTimeout(() => {
        this.opening = this.open(Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
      }, pauseMs);
    }
  }

  private build() {
    const lockMs = (this.options.lockSeconds ?? DEFAULT_LOCK_SECONDS) * 1_000;
    const worker = new Worker(
      this.queue,
      (job: BullJob<Record<string, string>>) => this.handle(job),
      {
        connection: this.bull.workerConnection,
        concurrency: this.options.concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs,
        maxStalledCount: MAX_STALLS,
        runRetryDelay: 1_000,
      },
      this.bull.factory,
    );
    worker.on('error', (error) => this.options.onTrouble?.(error));
    worker.on('stalled', (jobId) => this.options.onStalled?.(jobId));
    return worker;
  }

  private async handle(job: BullJob<Record<string, string>>): Promise<void> {
    const work = this.handler({ id: job.id ?? '', name: job.name, data: job.data, attemptsMade: job.attemptsMade });
    this.atWork.add(work);
    try {
      await work;
    } catch (error) {
      // BullMQ keeps message and stack of what is thrown; only a code may leave the process.
      if (error instanceof JobGivenUp) throw new UnrecoverableError(error.code);
      throw error;
    } finally {
      this.atWork.delete(work);
    }
  }
}

async function settledWithin(ms: number, work: readonly Promise<unknown>[]): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = Promise.allSettled(work).then(() => true as const);
  return Promise.race([settled, deadline]).finally(() => clearTimeout(timer));
}
