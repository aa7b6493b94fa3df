export { type Configuration, InvalidConfiguration, readConfiguration } from './configuration/configuration.js';
export { isDatabaseAway } from './database/database-away.js';
export { createDataSource } from './database/data-source.js';
export { DatabaseModule } from './database/database.module.js';
export { keepConnected } from './database/keep-connected.js';
export { pendingMigrations } from './database/pending-migrations.js';
export { migrate } from './database/migrate.js';
export { PostgresUnitOfWork } from './database/postgres-unit-of-work.js';
export { rows, type Sql } from './database/sql.js';
export { createLogger, LOGGER } from './operations/logger.js';
export { type Health, serveMetrics } from './operations/metrics-server.js';
export { stopGracefully } from './operations/stop-gracefully.js';
export { provide } from './wiring/provide.js';
export { SmtpMailer, type SmtpSettings } from './mail/smtp-mailer.js';
export { PublicCaseLinks } from './notifications/public-case-links.js';
export { UuidIdentifiers } from './identifiers/uuid-identifiers.js';
export { MessageDispatch, NoConsumer } from './outbox/message-dispatch.js';
export { OutboxBellListener } from './outbox/outbox-bell.js';
export { type OutboxFigures, outboxFigures } from './outbox/outbox-figures.js';
export { OutboxRetention } from './outbox/outbox-retention.js';
export { OutboxSweep } from './outbox/outbox-sweep.js';
export { Relay } from './outbox/relay.js';
export { RelayLoop } from './outbox/relay-loop.js';
export { createJobQueue } from './queue/create-job-queue.js';
export {
  type Job,
  JobGivenUp,
  type JobHandler,
  JobQueue,
  type JobToAdd,
  type JobWorker,
  type JobWorkerOptions,
  QUEUE_NAMES,
  QueueAway,
  type QueueDepth,
  type QueueName,
} from './queue/job-queue.js';
export { ClockSweep } from './sla/clock-sweep.js';
export { Upkeep } from './upkeep/upkeep.js';
export { UpkeepTask } from './upkeep/upkeep-task.js';
export { Argon2Passwords } from './people/argon2-passwords.js';
export { PeopleModule } from './people/people.module.js';
export { PostgresPeopleRegister } from './people/postgres-people-register.js';
export { sourceNetwork } from './people/source-network.js';
export { DEMONSTRATION_PASSWORD, type DemonstrationAccount, demonstrationAccounts } from './people/demonstration-accounts.js';
export { SeedDemonstrationAccounts } from './people/seed-demonstration-accounts.js';
export { type Visibility, visibleTo } from './access/visible-to.js';
export { type DatasetLoad, loadReferenceData } from './reference-data/load-reference-data.js';
export { InvalidReferenceData } from './reference-data/invalid-reference-data.js';
export type { Dataset } from './reference-data/reading/reference-files.js';
export { PostgresReferenceData } from './reference-data/postgres-reference-data.js';
export { PostgresReferenceSettings } from './reference-data/postgres-reference-settings.js';
export { ReferenceDataModule } from './reference-data/reference-data.module.js';
export { ReferenceLists, UnknownReferenceFilter } from './reference-data/reference-lists.js';
export type * from './reference-data/reference-views.js';
export { PostgresPeopleDirectory } from './people/postgres-people-directory.js';
export { PostgresSessions } from './people/postgres-sessions.js';
export { PostgresSignInAttempts } from './people/postgres-sign-in-attempts.js';
export { CASE_ORDERS, CaseList, type CaseFilter, type CaseOrder, type CaseSummary, type Page } from './cases/case-list.js';
export { CaseReader, type NamedHistoryEntry } from './cases/case-reader.js';
export { CasesModule } from './cases/cases.module.js';
