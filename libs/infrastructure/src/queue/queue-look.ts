import type { JobQueue, QueueDepth, QueueName } from './job-queue.js';
import { QUEUE_NAMES } from './job-queue.js';

/** A job that failed, as an operator sees it: what it was called and a code, nothing of what it was about. */
export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly cause: string;
  readonly attempts: number;
  readonly failedAt: Date | null;
}

/** One queue at a glance. */
export interface QueueView {
  readonly name: QueueName;
  readonly isPaused: boolean;
  readonly counts: QueueDepth;
  /** The latest, newest first. */
  readonly failed: readonly FailedJob[];
}

/** All queues at a glance. @throws QueueAway */
export function lookAtQueues(queue: JobQueue, failedAtMost: number): Promise<readonly QueueView[]> {
  return Promise.all(QUEUE_NAMES.map((name) => queue.look(name, failedAtMost)));
}
