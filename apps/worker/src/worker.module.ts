import {
  AccountLinks,
  AnnounceToWebhooks,
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
  MigrateCase,
  NotifyRecipients,
  RehearseCases,
  ReviewHold,
  RetryWebhook,
  SendAccountLetter,
  SendDigest,
  SendMail,
  SendWebhook,
  ReplyAddresses,
  TakeReply,
  TextCatalogue,
  UnitOfWork,
  WebhookSender,
} from '#libs/domain';
import {
  AccessRetention,
  auditSealing,
  BoxedWebhookSecrets,
  CasesModule,
  ClockReplay,
  ClockSweep,
  type Configuration,
  DatabaseModule,
  DataSource,
  DigestSweep,
  HoldReviews,
  HttpWebhookSender,
  JobQueue,
  LOGGER,
  MessageDispatch,
  MigrationWork,
  OutboxRetention,
  OutboxSweep,
  PatientUnitOfWork,
  PermittedAddresses,
  PostgresEditedTexts,
  PostgresReplyAddresses,
  provide,
  PublicAccountLinks,
  PublicCaseLinks,
  RehearsalWork,
  SealAudit,
  SecretBox,
  ReplyRetention,
  senderDomain,
  Upkeep,
  type UpkeepTask,
  WebhookRetention,
} from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { CountedWebhooks } from './metrics/counted-webhooks.js';
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
const CONSUMERS = [
  NotifyRecipients,
  AnnounceToWebhooks,
  SendMail,
  SendDigest,
  SendAccountLetter,
  SendWebhook,
  RetryWebhook,
] as const;

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
  WebhookRetention,
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
        { provide: AccountLinks, useValue: new PublicAccountLinks(configuration.api.publicUrl) },
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
        {
          provide: PatientUnitOfWork,
          inject: [UnitOfWork],
          useFactory: (unitOfWork: UnitOfWork) => new PatientUnitOfWork(unitOfWork),
        },
        provide(SendMail, [PatientUnitOfWork, Mailer, LettersInForce, CaseLinks, ReplyAddresses]),
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
        provide(SendDigest, [PatientUnitOfWork, Mailer, LettersInForce, CaseLinks]),
        provide(SendAccountLetter, [PatientUnitOfWork, Mailer, LettersInForce, AccountLinks]),
        provide(AnnounceToWebhooks, [UnitOfWork, Identifiers]),
        ...webhookSending(configuration),
        provide(WebhookRetention, [DataSource]),
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

/** First attempts and those after a failure: two topics, so that they travel on two queues. */
function webhookSending({ secretsKey, webhooks }: Configuration): readonly FactoryProvider[] {
  const secrets = new BoxedWebhookSecrets(secretsKey && new SecretBox(secretsKey));
  const sender = new HttpWebhookSender(new PermittedAddresses(webhooks.allowedNetworks), secrets);
  return [
    {
      provide: WebhookSender,
      inject: [Registry],
      useFactory: (registry: Registry) => new CountedWebhooks(sender, registry),
    },
    ...[SendWebhook, RetryWebhook].map((consumer) => ({
      provide: consumer,
      inject: [PatientUnitOfWork, WebhookSender],
      useFactory: (unitOfWork: UnitOfWork, sending: WebhookSender) => new consumer(unitOfWork, sending, Math.random),
    })),
  ];
}
