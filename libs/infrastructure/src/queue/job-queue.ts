import { TransientError } from '#libs/domain';
import type { QueueView } from './queue-look.js';

/** Queues by concern: a slow mail server must not hold up the deadlines, nor a receiver that fails those that do not. */
export const QUEUE_NAMES = ['events', 'mail', 'upkeep', 'webhooks', 'webhook-retries'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

export interface JobToAdd {
  readonly name: string;
  /** Adding an id the queue still remembers does nothing, also when that job has failed. */
  readonly id: string;
  /** Identifiers only. */
  readonly data: Readonly<Record<string, string>>;
  readonly delayMs?: number;
}

export interface Job {
  readonly id: string;
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** Attempts before this one. */
  readonly attemptsMade: number;
}

export type QueueDepth = Readonly<Record<'waiting' | 'active' | 'delayed' | 'failed' | 'completed', number>>;

/** What a worker does with a job. It throws `JobGivenUp` to end the retries, anything else to be tried again later. */
export type JobHandler = (job: Job) => Promise<void>;

export interface JobWorkerEvents {
  /** The queue could not be reached, or an error of its own; it goes on by itself. */
  onTrouble?(error: unknown): void;
  /** A worker that held the job died; the job is tried again. */
  onStalled?(jobId: string): void;
}

export interface JobWorkerOptions extends JobWorkerEvents {
  readonly concurrency: number;
  /** How long a job of a dead worker waits before another takes it. */
  readonly lockSeconds?: number;
}

export interface JobWorker {
  readonly queue: QueueName;
  /** Whether it is connected and taking jobs. */
  readonly running: boolean;
  /** Takes no new job and waits for those at work, at most so long; what is unfinished then is taken up by another worker. */
  close(deadlineMs: number): Promise<void>;
}

/**
 * Carries jobs from process to process. It may be away, be flushed, or forget: nothing depends on it but promptness.
 * Every call answers or throws `QueueAway` within seconds.
 */
export abstract class JobQueue {
  abstract readonly backend: 'redis' | 'postgres';
  abstract add(queue: QueueName, jobs: readonly JobToAdd[]): Promise<void>;
  /** Those of the jobs that the queue still holds and will still hand to a worker. */
  abstract pending(queue: QueueName, jobIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Makes sure that a job of this name comes up at this pace. Doing it again changes nothing. */
  abstract ensureScheduled(queue: QueueName, name: string, everySeconds: number): Promise<void>;
  abstract depth(queue: QueueName): Promise<QueueDepth>;
  /** The queue at a glance, with its latest failed jobs. */
  abstract look(queue: QueueName, failedAtMost: number): Promise<QueueView>;
  /** Starts a worker. It waits for the queue if that is away, and finds it again. */
  abstract work(queue: QueueName, handler: JobHandler, options: JobWorkerOptions): JobWorker;
  /** What an operator must know of the back end's settings, in sentences. */
  abstract warnings(): Promise<readonly string[]>;
  /** Closes connections. Workers are closed before. */
  abstract close(): Promise<void>;
}

export class QueueAway extends TransientError {
  readonly code = 'queue.away';

  constructor(reason: string, options?: ErrorOptions) {
    super(`The queue cannot be reached (${reason})`, options);
  }
}

/** Tells the queue that no further attempt of this job can help. */
export class JobGivenUp extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}
