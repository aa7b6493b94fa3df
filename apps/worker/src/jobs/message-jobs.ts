import type { Job, MessageDispatch } from '#libs/infrastructure';
import type { Logger } from 'pino';
import type { JobMetrics } from '../metrics/job-metrics.js';
import { runJob } from './run-job.js';

/** Handles jobs that carry a message of the outbox. */
export class MessageJobs {
  constructor(
    private readonly dispatch: MessageDispatch,
    private readonly metrics: JobMetrics,
    private readonly logger: Logger,
  ) {}

  async handle(job: Job): Promise<void> {
    const messageId = job.data['messageId'] ?? '';
    const ids = { jobId: job.id, messageId, topic: job.name };
    const stopTimer = this.metrics.start(job.name);
    await runJob(
      async () => {
        const outcome = await this.dispatch.dispatch(messageId);
        stopTimer(outcome);
        this.logger.info({ ...ids, outcome }, 'message');
      },
      {
        onGivenUp: async (cause) => {
          await this.dispatch.giveUp(messageId, cause);
          stopTimer('given-up');
          this.logger.error({ ...ids, cause }, 'message given up');
        },
        onFailed: async (cause, error) => {
          stopTimer('failed');
          this.logger.warn(
            { ...ids, cause, attempt: job.attemptsMade + 1, ...(cause.startsWith('bug.') ? { err: error } : {}) },
            'message failed',
          );
          await this.dispatch.noteFailure(messageId, cause).catch((unnoted: unknown) => {
            // The database is away, which is likely the very failure; the queue still tries again.
            this.logger.warn({ ...ids, err: unnoted }, 'failure not noted');
          });
        },
      },
    );
  }
}
