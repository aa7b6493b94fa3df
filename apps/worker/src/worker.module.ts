import {
  BindDigests,
  CaseLinks,
  CatchUpClocks,
  EditedTexts,
  FireClock,
  Identifiers,
  Letters,
  LettersInForce,
  Mailer,
  type MessageConsumer,
  NotifyRecipients,
  ReplyAddresses,
  SendDigest,
  SendMail,
  TakeReply,
  TextCatalogue,
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
  JobQueue,
  LOGGER,
  MessageDispatch,
  OutboxRetention,
  OutboxSweep,
  PostgresEditedTexts,
  PostgresReplyAddresses,
  provide,
  PublicCaseLinks,
  ReplyRetention,
  SealAudit,
  senderDomain,
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
  DigestSweep,
  SealAudit,
  AccessRetention,
  ReplyRetention,
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
        provide(TextCatalogue, [Letters]),
        provide(PostgresEditedTexts, [DataSource], EditedTexts),
        {
          provide: LettersInForce,
          inject: [Letters, TextCatalogue, EditedTexts],
          useFactory: (letters: Letters, catalogue: TextCatalogue, edited: EditedTexts) =>
            new LettersInForce(letters, catalogue, edited, (key, language) =>
              logger.error({ key, language }, 'edited text cannot be used, the shipped one is sent'),
            ),
        },
        provide(SendMail, [UnitOfWork, Mailer, LettersInForce, CaseLinks, ReplyAddresses]),
        {
          provide: ReplyAddresses,
          useValue: new PostgresReplyAddresses(dataSource, configuration.replies?.address ?? null),
        },
        {
          provide: TakeReply,
          inject: [UnitOfWork, Identifiers],
          useFactory: (unitOfWork: UnitOfWork, identifiers: Identifiers) =>
            new TakeReply(unitOfWork, identifiers, senderDomain(configuration.mail.from)),
        },
        provide(ReplyRetention, [DataSource]),
        provide(SendDigest, [UnitOfWork, Mailer, LettersInForce, CaseLinks]),
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
