import {
  BindDigests,
  CaseLinks,
  CatchUpClocks,
  FireClock,
  Identifiers,
  Letters,
  Mailer,
  type MessageConsumer,
  MigrateCase,
  NotifyRecipients,
  RehearseCases,
  ReviewHold,
  SendDigest,
  SendMail,
  UnitOfWork,
} from '#libs/domain';
import {
  AccessRetention,
  auditSealing,
  CasesModule,
  ClockReplay,
  ClockSweep,
  type Configuration,
  DatabaseModule,
  DataSource,
  DigestSweep,
  HoldReviews,
  JobQueue,
  LOGGER,
  MessageDispatch,
  MigrationWork,
  OutboxRetention,
  OutboxSweep,
  provide,
  PublicCaseLinks,
  RehearsalWork,
  SealAudit,
  Upkeep,
  type UpkeepTask,
} from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { JobMetrics } from './metrics/job-metrics.js';
import { WorkerProcess } from './worker-process.js';

export interface WorkerParts {
  readonly configuration: Configuration;
  readonly dataSource: DataSource;
  readonly queue: JobQueue;
  readonly mailer: Mailer;
  readonly registry: Registry;
  readonly logger: Logger;
}

/** Who acts on messages. */
const CONSUMERS = [NotifyRecipients, SendMail, SendDigest] as const;

/** What comes up again and again. */
const TASKS = [
  OutboxSweep,
  OutboxRetention,
  ClockSweep,
  ClockReplay,
  RehearsalWork,
  MigrationWork,
  HoldReviews,
  DigestSweep,
  SealAudit,
  AccessRetention,
] as const;

/** The composition of the worker: who consumes which messages, and what comes up again and again. */
@Module({})
export class WorkerModule {
  static with({ configuration, dataSource, queue, mailer, registry, logger }: WorkerParts): DynamicModule {
    return {
      module: WorkerModule,
      imports: [DatabaseModule.with(dataSource), CasesModule],
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: JobQueue, useValue: queue },
        { provide: Mailer, useValue: mailer },
        { provide: Registry, useValue: registry },
        { provide: CaseLinks, useValue: new PublicCaseLinks(configuration.api.publicUrl) },
        { provide: Letters, useValue: new LifecycleLetters() },
        provide(NotifyRecipients, [UnitOfWork, Identifiers, Letters]),
        provide(SendMail, [UnitOfWork, Mailer, Letters, CaseLinks]),
        provide(SendDigest, [UnitOfWork, Mailer, Letters, CaseLinks]),
        provide(BindDigests, [UnitOfWork, Identifiers]),
        provide(DigestSweep, [BindDigests]),
        provide(OutboxSweep, [DataSource, JobQueue]),
        provide(OutboxRetention, [DataSource]),
        provide(AccessRetention, [DataSource]),
        { provide: SealAudit, useFactory: () => auditSealing(dataSource, configuration.audit) },
        {
          provide: ClockSweep,
          inject: [DataSource, JobQueue, FireClock],
          useFactory: (source: DataSource, jobs: JobQueue, fireClock: FireClock) =>
            new ClockSweep(source, jobs, fireClock, (error, clockId) =>
              logger.error({ clockId, err: error }, 'clock not fired'),
            ),
        },
        {
          provide: ClockReplay,
          inject: [DataSource, CatchUpClocks],
          useFactory: (source: DataSource, catchUp: CatchUpClocks) =>
            new ClockReplay(source, catchUp, (error, caseId) =>
              logger.error({ caseId, err: error }, 'clocks not brought up to date'),
            ),
        },
        {
          provide: RehearsalWork,
          inject: [DataSource, RehearseCases],
          useFactory: (source: DataSource, rehearse: RehearseCases) =>
            new RehearsalWork(source, rehearse, (error, caseId) =>
              logger.error({ caseId, err: error }, 'case not rehearsed'),
            ),
        },
        {
          provide: MigrationWork,
          inject: [DataSource, MigrateCase],
          useFactory: (source: DataSource, migrateCase: MigrateCase) =>
            new MigrationWork(source, migrateCase, (error, caseId) =>
              logger.error({ caseId, err: error }, 'case not migrated'),
            ),
        },
        provide(ReviewHold, [UnitOfWork]),
        {
          provide: HoldReviews,
          inject: [DataSource, ReviewHold],
          useFactory: (source: DataSource, reviewHold: ReviewHold) =>
            new HoldReviews(source, reviewHold, (error, caseId) =>
              logger.error({ caseId, err: error }, 'review of a hold not told'),
            ),
        },
        provide(JobMetrics, [Registry]),
        {
          provide: MessageDispatch,
          inject: [DataSource, ...CONSUMERS],
          useFactory: (source: DataSource, ...consumers: MessageConsumer[]) => new MessageDispatch(source, consumers),
        },
        {
          provide: Upkeep,
          inject: [DataSource, JobQueue, ...TASKS],
          useFactory: (source: DataSource, jobs: JobQueue, ...tasks: UpkeepTask[]) => new Upkeep(source, jobs, tasks),
        },
        {
          provide: WorkerProcess,
          inject: [MessageDispatch, Upkeep, JobMetrics],
          useFactory: (dispatch: MessageDispatch, upkeep: Upkeep, metrics: JobMetrics) =>
            new WorkerProcess(configuration, dataSource, queue, dispatch, upkeep, metrics, logger),
        },
      ],
    };
  }
}
