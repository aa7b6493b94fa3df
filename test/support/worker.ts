import { UnitOfWork } from '#libs/domain';
import { type Configuration, createJobQueue, DatabaseModule, type JobQueue } from '#libs/infrastructure';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { createWorker, type RunningWorker } from '../../apps/worker/src/create-worker.js';

export type QueueChoice = Configuration['queue'];

/** The settings of a process as tests need them. */
export function aConfiguration(parts: {
  readonly databaseUrl: string;
  readonly queue: QueueChoice;
  readonly smtpUrl: string;
  readonly secretsKey?: Buffer;
  /** Networks in which receivers of webhooks may lie. */
  readonly allowedNetworks?: readonly string[];
}): Configuration {
  return {
    databaseUrl: parts.databaseUrl,
    databasePoolSize: 8,
    // Late is not wrong on a busy machine.
    databaseWaitMs: 20_000,
    queue: parts.queue,
    api: {
      host: '127.0.0.1',
      port: 0,
      metricsPort: 0,
      publicUrl: 'https://upon-request.example',
      trustedProxies: [],
      requestsPerMinute: { person: 1_200, source: 6_000 },
    },
    worker: { metricsPort: 0 },
    replies: null,
    mail: { smtpUrl: parts.smtpUrl, from: 'Upon Request <no-reply@upon-request.example>' },
    audit: null,
    secretsKey: parts.secretsKey ?? null,
    openId: null,
    strictNeedsSecondFactor: true,
    webhooks: { allowedNetworks: parts.allowedNetworks ?? [] },
    logLevel: 'silent',
    stopDeadlineSeconds: 4,
  };
}

/** A worker with everything it has in production, inside the test's own process. */
export function startWorker(configuration: Configuration, registry = new Registry()): Promise<RunningWorker> {
  return createWorker(configuration, pino({ level: process.env['TEST_LOG'] ?? 'silent' }), registry);
}

export function openQueue(queue: QueueChoice): JobQueue {
  return createJobQueue(queue, () => undefined);
}

/** The unit of work on a test's database. */
export async function aUnitOfWork(dataSource: DataSource): Promise<UnitOfWork> {
  const context = await NestFactory.createApplicationContext(DatabaseModule.with(dataSource), {
    logger: false,
    abortOnError: false,
  });
  return context.get(UnitOfWork);
}
