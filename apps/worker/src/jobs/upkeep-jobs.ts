import type { Job, Upkeep } from '#libs/infrastructure';
import type { Logger } from 'pino';
import type { JobMetrics } from '../metrics/job-metrics.js';
import { runJob } from './run-job.js';

/** Handles the recurring jobs and the alarms that call them early. */
export class UpkeepJobs {
  constructor(
    private readonly upkeep: Upkeep,
    private readonly metrics: JobMetrics,
    private readonly logger: Logger,
  ) {}

  async handle(job: Job): Promise<void> {
    const stopTimer = this.metrics.start(job.name);
    const log = (outcome: string, cause: string, error: unknown): Promise<void> => {
      stopTimer(outcome);
      this.logger.warn(
        { jobId: job.id, task: job.name, cause, ...(cause.startsWith('bug.') ? { err: error } : {}) },
        'upkeep failed',
      );
      return Promise.resolve();
    };
    await runJob(
      async () => {
        stopTimer((await this.upkeep.run(job.name)) ? 'done' : 'nothing-to-do');
      },
      {
        onGivenUp: (cause, error) => log('given-up', cause, error),
        onFailed: (cause, error) => log('failed', cause, error),
      },
    );
  }
}
