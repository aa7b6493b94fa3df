import { type Configuration, createJobQueue, type JobQueue, lookAtQueues } from '#libs/infrastructure';
import type { OnModuleDestroy } from '@nestjs/common';
import type { QueueStateView } from './operations.dto.js';

const LATEST_FAILED = 20;

/** Looks at the queue for operators. Nothing else here needs the queue, so nothing is connected before somebody looks. */
export class QueueWindow implements OnModuleDestroy {
  private queue: JobQueue | undefined;

  constructor(
    private readonly configuration: Configuration['queue'],
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  get backend(): string {
    return this.configuration.backend;
  }

  /** @throws QueueAway within seconds. */
  async look(): Promise<readonly QueueStateView[]> {
    this.queue ??= createJobQueue(this.configuration, this.onTrouble);
    const queues = await lookAtQueues(this.queue, LATEST_FAILED);
    return queues.map((view) => ({
      ...view,
      failed: view.failed.map((job) => ({ ...job, failedAt: job.failedAt?.toISOString() ?? null })),
    }));
  }

  async onModuleDestroy(): Promise<void> {
    await this.queue?.close();
  }
}
