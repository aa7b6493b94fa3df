export { type Configuration, InvalidConfiguration, readConfiguration } from './configuration/configuration.js';
export { isDatabaseAway } from './database/database-away.js';
export { createDataSource, DataSource } from './database/data-source.js';
export { PatientUnitOfWork } from './database/patient-unit-of-work.js';
export { PostgresUnitOfWork } from './database/postgres-unit-of-work.js';
export { DatabaseModule } from './database/database.module.js';
export { keepConnected } from './database/keep-connected.js';
export { pendingMigrations } from './database/pending-migrations.js';
export { migrate } from './database/migrate.js';
export { rows, type Sql } from './database/sql.js';
export { createLogger, LOGGER } from './operations/logger.js';
export { type Health, serveMetrics } from './operations/metrics-server.js';
export { stopGracefully } from './operations/stop-gracefully.js';
export { provide } from './wiring/provide.js';
export { SmtpMailer, type SmtpSettings } from './mail/smtp-mailer.js';
export { DatabaseBell } from './database/database-bell.js';
export { INBOX_CHANNEL } from './notifications/inboxes.js';
export { type InboxEntry, InboxDesk, MOST_UNREAD, NoSuchEntry } from './notifications/inbox-desk.js';
export { type WatchedCase, WatchList } from './notifications/watch-list.js';
export { PostgresPreferences } from './notifications/postgres-preferences.js';
export { BoxedWebhookSecrets } from './webhooks/boxed-webhook-secrets.js';
export { HttpWebhookSender } from './webhooks/http-webhook-sender.js';
export { PermittedAddresses } from './webhooks/permitted-addresses.js';
export { type LoggedAttempt, type WebhookDelivery, WebhookDesk, type WebhookSummary } from './webhooks/webhook-desk.js';
export { type RegisteredWebhook, type WebhookFigures, WebhookRegister } from './webhooks/webhook-register.js';
export { WebhookRetention } from './webhooks/webhook-retention.js';
export { SecretBox } from './people/secret-box.js';
export { DigestSweep } from './notifications/digest-sweep.js';
export { PublicCaseLinks } from './notifications/public-case-links.js';
export { UuidIdentifiers } from './identifiers/uuid-identifiers.js';
export { type GivenUpFilter, type GivenUpMessage, GivenUpMessages } from './outbox/given-up-messages.js';
export { MessageDispatch, NoConsumer } from './outbox/message-dispatch.js';
export { OUTBOX_CHANNEL } from './outbox/outbox-bell.js';
export { type OutboxFigures, outboxFigures } from './outbox/outbox-figures.js';
export { OutboxRetention } from './outbox/outbox-retention.js';
export { OutboxSweep } from './outbox/outbox-sweep.js';
export { Relay } from './outbox/relay.js';
export { RelayLoop } from './outbox/relay-loop.js';
export { type FailedJob, lookAtQueues, type QueueView } from './queue/queue-look.js';
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
export { HoldReviews } from './sla/hold-reviews.js';
export { Upkeep } from './upkeep/upkeep.js';
export { UpkeepTask } from './upkeep/upkeep-task.js';
export { Argon2Passwords } from './people/argon2-passwords.js';
export { PeopleModule } from './people/people.module.js';
export { PostgresPeopleRegister } from './people/postgres-people-register.js';
export { sourceNetwork } from './people/source-network.js';
export {
  DEMONSTRATION_PASSWORD,
  type DemonstrationAccount,
  demonstrationAccounts,
} from './people/demonstration-accounts.js';
export { SeedDemonstrationAccounts } from './people/seed-demonstration-accounts.js';
export { askingAs, askingAsSystem, askingForWhoever, nameAsker } from './access/asking.js';
export { warnWithoutWall } from './access/warn-without-wall.js';
export { AccessModule } from './access/access.module.js';
export { CaseReaders, type EmergencyAccess, type NamedReaderView, type ReaderGroup } from './access/case-readers.js';

export { RequestCounts } from './access/request-counts.js';
export { type Visibility, visibleTo } from './access/visible-to.js';
export { type DatasetLoad, loadReferenceData } from './reference-data/load-reference-data.js';
export { InvalidReferenceData } from './reference-data/invalid-reference-data.js';
export { type ExampleRequest, exampleRequests } from './reference-data/example-requests.js';
export type { Dataset } from './reference-data/reading/reference-files.js';
export { PostgresReferenceData } from './reference-data/postgres-reference-data.js';
export { PostgresReferenceSettings } from './reference-data/postgres-reference-settings.js';
export { ReferenceDataModule } from './reference-data/reference-data.module.js';
export { ReferenceLists, UnknownReferenceFilter } from './reference-data/reference-lists.js';
export type * from './reference-data/reference-views.js';
export { PostgresPeopleDirectory } from './people/postgres-people-directory.js';
export { PostgresSessions } from './people/postgres-sessions.js';
export { PostgresSignInAttempts } from './people/postgres-sign-in-attempts.js';
export { CaseList, type CaseFilter, type CaseSummary, type Page, pageOf } from './cases/case-list.js';
export { CASE_ORDERS, type CaseOrder, CursorNotReadable } from './cases/case-order.js';
export { CaseReader, type NamedHistoryEntry } from './cases/case-reader.js';
export { CasesModule } from './cases/cases.module.js';
export { SubstituteList, type SubstitutionSummary } from './people/substitute-list.js';
export { LinkedIdentities } from './people/linked-identities.js';
export { MandateList, type MandateSummary } from './people/mandate-list.js';
export { OperatorCaseReader } from './cases/operator-case-reader.js';
export { PublishedWorkflows } from './lifecycles/published-workflows.js';
export {
  checkProductLifecycles,
  checkStoredLifecycles,
  PublishedLifecycleChanged,
} from './lifecycles/product-lifecycles.js';
export { refuseChangedLifecycles } from './lifecycles/refuse-changed-lifecycles.js';
export { LifecycleList, type LifecycleVersion, type LifecycleVersionSummary } from './lifecycles/lifecycle-list.js';
export { LifecyclesModule } from './lifecycles/lifecycles.module.js';
export { type MigratedCaseLine, MigrationList, type MigrationProgress } from './lifecycles/changing/migration-list.js';
export { MigrationWork } from './lifecycles/changing/migration-work.js';
export {
  REHEARSAL_EFFECTS,
  type RehearsalEffect,
  type RehearsalFigures,
  RehearsalList,
  type RehearsalReport,
  type RehearsedCaseLine,
} from './lifecycles/changing/rehearsal-list.js';
export { RehearsalWork } from './lifecycles/changing/rehearsal-work.js';
export { PublishedCalendars } from './sla/calendars/published-calendars.js';
export { AuditKey, AuditPublicKey } from './audit/audit-key.js';
export type { AuditFinding } from './audit/audit-findings.js';
export { CheckpointFile } from './audit/checkpoint-file.js';
export { recordAudit } from './audit/postgres-audit-trail.js';
export { SealAudit } from './audit/seal-audit.js';
export { type AuditVerification, verifyAudit } from './audit/verify-audit.js';
export { auditSealing } from './audit/audit-sealing.js';
export { AuditReader, type ChainHead, type ReadAuditRecord } from './audit/audit-reader.js';
export { type CaseExtract, CaseExtracts } from './audit/case-extracts.js';
export { AccessRetention } from './people/access-retention.js';
export { CalendarList, type ListedCalendar } from './sla/calendars/calendar-list.js';
export { ClockReplay } from './sla/clock-replay.js';
export { PostgresCalendarRegister } from './sla/calendars/postgres-calendar-register.js';
export { PostgresLiveClocks } from './sla/calendars/postgres-live-clocks.js';
export { HolidayFileNotReadable } from './sla/holiday-files/holiday-file-not-readable.js';
export { readHolidayFile } from './sla/holiday-files/read-holiday-file.js';
export { PostgresPolicyRegister } from './sla/policies/postgres-policy-register.js';
export { PublishedPolicies } from './sla/policies/published-policies.js';
export { type CalendarReplay, type PolicyReplay, ReplayList, type ReplayProgress } from './sla/replay-list.js';
export { SlaModule } from './sla/sla.module.js';
export { PostgresCaseHistories } from './reports/postgres-case-histories.js';
export { ReportsModule } from './reports/reports.module.js';
export { Turnstile } from './database/turnstile.js';
export { SignInModule } from './people/sign-in.module.js';
export { ACCOUNT_STATUSES, type AccountFilter, type AccountStatus } from './people/account-filter.js';
export { type AccountInFull, type AccountRole, type AccountSummary, PeopleDesk } from './people/people-desk.js';
export { PublicAccountLinks } from './people/public-account-links.js';
export { PostgresInvitations } from './people/postgres-invitations.js';
export { AttachmentReader, type AttachmentRow } from './messages/attachments/attachment-reader.js';
export type { ConversationRow } from './messages/conversation-entries.js';
export {
  ConversationReader,
  type MailOfMessage,
  type NoteRow,
  type Translation,
} from './messages/conversation-reader.js';
export { PeopleOnCase } from './messages/people-on-case.js';
export { MessagesModule } from './messages/messages.module.js';
export { actorsByAddress } from './people/actors-by-address.js';
export { type LatestText, PostgresEditedTexts } from './texts/postgres-edited-texts.js';
export { PostgresReplyAddresses } from './messages/replies/postgres-reply-addresses.js';
export { HeldReplies, type HeldReplyRow } from './messages/replies/held-replies.js';
export { ReplyDesk, type ReplyNotTaken, ReplyRetention } from './messages/replies/reply-desk.js';
export { ReplyReceiver } from './messages/replies/reply-receiver.js';
export { senderDomain } from './mail/smtp-mailer.js';
