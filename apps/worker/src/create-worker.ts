import {
  type Configuration,
  createDataSource,
  createJobQueue,
  type Health,
  keepConnected,
  pendingMigrations,
  refuseChangedLifecycles,
  ReplyReceiver,
  SmtpMailer,
  warnWithoutWall,
} from '#libs/infrastructure';
import { TakeReply } from '#libs/domain';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { causeOf } from './jobs/cause-of.js';
import { observeState } from './metrics/state-metrics.js';
import { WorkerModule } from './worker.module.js';
import { WorkerProcess } from './worker-process.js';

export interface RunningWorker {
  /** Where answers by mail are taken; null where they are not. */
  readonly replyPort: number | null;
  health(): Promise<Health>;
  stop(): Promise<void>;
}

/** Starts the worker. It comes up while database, queue or mail server are away and finds them by itself. */
export async function createWorker(
  configuration: Configuration,
  logger: Logger,
  registry: Registry,
): Promise<RunningWorker> {
  const trouble = (part: string) => (error: unknown) =>
    logger.debug({ part, code: (error as { code?: unknown } | null)?.code }, 'connection trouble');
  const dataSource = createDataSource({
    url: configuration.databaseUrl,
    poolSize: configuration.databasePoolSize,
    waitMs: configuration.databaseWaitMs,
    applicationName: 'upon-request-worker',
    standing: 'system',
    givesUpOnFrozen: true,
  });
  const stopConnecting = keepConnected(dataSource, trouble('database'), () => {
    void refuseChangedLifecycles(dataSource, logger);
    void warnWithoutWall(dataSource, logger);
  });
  const queue = createJobQueue(configuration.queue, trouble('queue'));
  const mailer = new SmtpMailer({ url: configuration.mail.smtpUrl, from: configuration.mail.from });
  observeState(registry, dataSource, queue);

  const app = await NestFactory.createApplicationContext(
    WorkerModule.with({ configuration, dataSource, queue, mailer, registry, logger }),
    { logger: false, abortOnError: false },
  );
  const worker = app.get(WorkerProcess);
  worker.start();
  const replies = configuration.replies
    ? new ReplyReceiver(app.get(TakeReply), configuration.replies, (error) =>
        logger.warn({ cause: causeOf(error) }, 'answer by mail not taken now'),
      )
    : null;
  const replyPort = (await replies?.start()) ?? null;
  if (replyPort !== null) logger.info({ port: replyPort }, 'taking answers by mail');

  return {
    replyPort,
    async health() {
      const database = await databaseState();
      const jobs = worker.running ? 'taken' : 'queue away';
      return { ready: database === 'up to date', detail: { database, queue: { backend: queue.backend, jobs } } };
    },
    async stop() {
      await replies?.stop();
      // Half the deadline for jobs, the rest for closing connections.
      await worker.stop((configuration.stopDeadlineSeconds * 1_000) / 2);
      mailer.close();
      await app.close();
      stopConnecting();
      if (dataSource.isInitialized) await dataSource.destroy();
    },
  };

  async function databaseState(): Promise<string> {
    if (!dataSource.isInitialized) return 'away';
    try {
      const pending = await pendingMigrations(dataSource);
      return pending === 0 ? 'up to date' : `${pending} migrations to run`;
    } catch {
      // What failed is in the log of whoever needed the database; an orchestrator needs only the fact.
      return 'away';
    }
  }
}
