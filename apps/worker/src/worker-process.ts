import {
  type Configuration,
  DatabaseBell,
  type DataSource,
  type JobQueue,
  type JobWorker,
  type MessageDispatch,
  OUTBOX_CHANNEL,
  QUEUE_NAMES,
  type QueueName,
  Relay,
  RelayLoop,
  type Upkeep,
} from '#libs/infrastructure';
import type { Logger } from 'pino';
import { causeOf } from './jobs/cause-of.js';
import { MessageJobs } from './jobs/message-jobs.js';
import { UpkeepJobs } from './jobs/upkeep-jobs.js';
import type { JobMetrics } from './metrics/job-metrics.js';

/** Jobs at once in one process, by queue. Mail waits for others most of the time, upkeep has few jobs; so do receivers
 * of webhooks, and those that fail lately have few places. */
const CONCURRENCY: Readonly<Record<QueueName, number>> = {
  events: 5,
  mail: 8,
  upkeep: 2,
  webhooks: 64,
  'webhook-retries': 8,
};

/** How often schedulers are looked after and missed turns are noticed. */
const LOOK_AFTER_MS = 15_000;

/** Everything that runs in a worker: the relay, the queues' workers and the upkeep. */
export class WorkerProcess {
  private readonly relayLoop: RelayLoop;
  private readonly bell: DatabaseBell;
  private readonly troubles = new Map<string, number>();
  private workers: readonly JobWorker[] = [];
  private lookAfterTimer: NodeJS.Timeout | undefined;
  private lookingAfter: Promise<void> | undefined;
  private warned = false;

  constructor(
    configuration: Configuration,
    dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly dispatch: MessageDispatch,
    private readonly upkeep: Upkeep,
    private readonly metrics: JobMetrics,
    private readonly logger: Logger,
  ) {
    this.relayLoop = new RelayLoop(new Relay(dataSource, queue), {
      onCarried: (count) => this.metrics.countCarried(count),
      onTrouble: (error) => this.trouble('relay', error),
    });
    this.bell = new DatabaseBell(configuration.databaseUrl, OUTBOX_CHANNEL, () => this.relayLoop.ring());
  }

  get running(): boolean {
    return this.workers.length > 0 && this.workers.every(({ running }) => running);
  }

  start(): void {
    const messages = new MessageJobs(this.dispatch, this.metrics, this.logger);
    const upkeep = new UpkeepJobs(this.upkeep, this.metrics, this.logger);
    this.workers = QUEUE_NAMES.map((name) =>
      this.queue.work(name, (job) => (name === 'upkeep' ? upkeep.handle(job) : messages.handle(job)), {
        concurrency: CONCURRENCY[name],
        onTrouble: (error) => this.trouble(`queue ${name}`, error),
        onStalled: (jobId) => {
          this.metrics.countStalled(name);
          this.logger.warn({ queue: name, jobId }, 'job taken over from a worker that died');
        },
      }),
    );
    this.relayLoop.start();
    this.bell.start();
    this.lookAfterTimer = setInterval(() => this.lookAfter(), LOOK_AFTER_MS);
    this.lookAfter();
  }

  /** Takes nothing new, and gives what is at work so long to finish. */
  async stop(deadlineMs: number): Promise<void> {
    clearInterval(this.lookAfterTimer);
    await Promise.all([
      this.relayLoop.stop(),
      this.bell.stop(),
      this.lookingAfter,
      ...this.workers.map((worker) => worker.close(deadlineMs)),
    ]);
    await this.queue.close();
  }

  private lookAfter(): void {
    this.lookingAfter ??= this.keepScheduled().finally(() => (this.lookingAfter = undefined));
  }

  private async keepScheduled(): Promise<void> {
    try {
      await this.warnOnce();
      await this.upkeep.ensureScheduled();
    } catch (error) {
      this.trouble('schedules', error);
    }
    try {
      for (const task of await this.upkeep.stepIn()) {
        this.metrics.countSteppedIn(task);
        this.logger.warn({ task }, 'the queue did not call up this task, done without it');
      }
    } catch (error) {
      this.trouble('upkeep', error);
    }
  }

  private async warnOnce(): Promise<void> {
    if (this.warned) return;
    for (const warning of await this.queue.warnings()) this.logger.error({ backend: this.queue.backend }, warning);
    this.warned = true;
  }

  /** Says a trouble once in a while, not at every attempt: a queue that is away for an hour is one piece of news. */
  private trouble(part: string, error: unknown): void {
    const cause = causeOf(error);
    const key = `${part} ${cause}`;
    const now = Date.now();
    if (now - (this.troubles.get(key) ?? 0) < 30_000) return;
    this.troubles.set(key, now);
    this.logger.warn(
      { part, cause, ...(cause.startsWith('bug.') ? { err: error } : {}) },
      'away or in trouble, trying again',
    );
  }
}
