export * from './access/index.js';
export { CASE_ROLES, type CaseEffect, type CaseRole, type RecordPatch } from './cases/case-effects.js';
export type * from './cases/case-facts.js';
export { applyEffects, type Consequences, consequencesOf } from './cases/consequences.js';
export { caseEffectRules } from './cases/effect-rules.js';
export { DomainError, type ErrorKind, TransientError } from './errors.js';
export { BindDigests } from './notifications/bind-digests.js';
export { composeDigest } from './notifications/letters/compose-digest.js';
export { composeLetter } from './notifications/letters/compose-letter.js';
export type { ComposedMail } from './notifications/letters/composed-mail.js';
export { type Counted, countOf, LETTER_FRAMES, type LetterFrame } from './notifications/letters/letter-frames.js';
export { Letters, type LetterText } from './notifications/letters/letters.js';
export { Mailer, MailNotTaken, MailRefused, type OutgoingMail } from './notifications/mailer.js';
export {
  type Channel,
  type Delivery,
  deliveryOf,
  floorOf,
  MAIL_PACES,
  type MailPace,
  type Notice,
  type NoticeKind,
  type Preference,
} from './notifications/notice.js';
export { LetterBroken, NotificationBeingSent, UnknownEvent } from './notifications/notification.errors.js';
export type {
  Addressee,
  MailReader,
  MailToSend,
  News,
  NewsOfCase,
  NotificationStore,
  TakenDigest,
  TakenForSending,
} from './notifications/notification-store.js';
export { NotifyRecipients } from './notifications/notify-recipients.js';
export { type EffectivePreference, NotificationPreferences, PreferenceStore } from './notifications/preferences.js';
export { isToldAs, isToldAsWatcher } from './notifications/told-as.js';
export { SendDigest } from './notifications/send-digest.js';
export { CaseLinks, SendMail } from './notifications/send-mail.js';
export { MessageConsumer } from './outbox/message-consumer.js';
export type { MessageLedger } from './outbox/message-ledger.js';
export type { Message, Outbox, OutboxTopic, OutboxTopics } from './outbox/outbox.js';
export { FireClock, FireDueClock } from './sla/fire-clock.js';
export { HOLD_REVIEW_ENTRY, HOLD_REVIEW_TEMPLATE, ReviewHold } from './sla/review-hold.js';
export { type Actor, type HeldRole, type Language, LANGUAGES } from './people/actor.js';
export * from './people/index.js';
export { type Stores, UnitOfWork } from './unit-of-work/unit-of-work.js';
export {
  type AssistanceType,
  type Confidence,
  type Coverage,
  type MemberState,
  type Office,
  OFFICE_KINDS,
  type OfficeKind,
  ReferenceData,
  type ReferenceSnapshot,
  SENSITIVITIES,
  type Sensitivity,
  STATE_GROUPS,
  type StateGroup,
  type ThematicArea,
} from './reference-data/reference-data.js';
export {
  type CodeFault,
  countsAsSecurityForcesSupport,
  defaultSensitivity,
  type RequestCodes,
  unknownCodes,
} from './reference-data/request-codes.js';
export {
  chooseLeadOffice,
  type CoverageTable,
  type LeadOfficeChoice,
  type RoutingFacts,
  type RoutingReason,
} from './routing/lead-office.js';
export { ManualChoiceNeedsReason, OfficeCannotLead, StateNotCovered, UnknownOffice } from './routing/routing.errors.js';

export { type Act, ActOnCase } from './cases/act-on-case.js';
export { BeginRequest } from './cases/begin-request.js';
export type { CaseRecord, HistoryEntry } from './cases/case-record.js';
export { type CaseStanding } from './cases/case-standing.js';
export type { CaseStore } from './cases/case-store.js';
export * from './cases/case.errors.js';
export { EditRequest } from './cases/edit-request.js';
export { ListTransitions } from './cases/list-transitions.js';
export { PerformTransition, type TransitionPerformed } from './cases/perform-transition.js';
export { WorkflowCatalog } from './cases/workflow-catalog.js';
export { Identifiers } from './identifiers/identifiers.js';
export { type Repeatable, RepeatDiffers, RepeatInProgress, type Repeats } from './repeats/repeats.js';
export type { ClockStore } from './sla/clock-store.js';
export { ExplainClocks } from './sla/explain-clocks.js';
export { unknownHolidays, type UnknownHolidays } from './sla/unknown-holidays.js';
export { ClocksOfCase } from './sla/clocks-of-case.js';
export { haveSameHours } from './sla/calendars/calendar-in-order.js';
export * from './sla/calendars/calendar-register.js';
export * from './sla/calendars/calendar.errors.js';
export {
  type CalendarChanged,
  type CalendarCommand,
  type CalendarEdit,
  ChangeCalendar,
  mayChangeCalendar,
} from './sla/calendars/change-calendar.js';
export { missingHolidayYears } from './sla/calendars/missing-holidays.js';
export { keysOf, type LiveCase, LiveClocks, storedKeyOf } from './sla/calendars/live-clocks.js';
export { RehearseCalendar } from './sla/calendars/rehearse-calendar.js';
export { type DeadlineEffect, type DeadlineImpact, type MovedDeadline } from './sla/deadline-impact.js';
export { ChangeLimits, type LimitInForce, mayChangeLimits } from './sla/policies/change-limits.js';
export { LimitPolicies, type PoliciesInForce } from './sla/policies/limit-policies.js';
export * from './sla/policies/policy-register.js';
export * from './sla/policies/policy.errors.js';
export { RehearsePolicy } from './sla/policies/rehearse-policy.js';
export { CaseHistories, type HistoriesWanted, type HistoryOfCase } from './reports/case-histories.js';
export * from './reports/report.errors.js';
export {
  type ListedPromise,
  type PromisePage,
  type PromiseReport,
  type ReportedFigure,
  ReportPromises,
} from './reports/report-promises.js';
export type { RuleChange } from './cases/history-of-decision.js';
export { type CaughtUpCase, CatchUpClocks } from './sla/catch-up-clocks.js';
export { type CalendarsInForce, WorkCalendars } from './sla/work-calendars.js';
export { AdministratorsOnly, SettingNeedsReason, UnknownState } from './reference-data/settings.errors.js';
export {
  type GroupSetting,
  type LeadOfficeSetting,
  ReferenceSettings,
  type Settler,
  SettleLeadOffice,
  SettleStateGroup,
} from './reference-data/settings.js';
export * from './lifecycles/lifecycle.errors.js';
export {
  DefinitionReader,
  type LifecycleProposal,
  type LifecycleStore,
  type LifecycleVersionState,
} from './lifecycles/lifecycle-store.js';
export { ProposeLifecycle } from './lifecycles/propose-lifecycle.js';
export { PublishLifecycle } from './lifecycles/publish-lifecycle.js';
export * from './lifecycles/changing/change.errors.js';
export { roleForChange } from './lifecycles/changing/change-ground.js';
export {
  CHANGE_OUTCOMES,
  type ChangeOutcome,
  type ChangePlan,
  type ChangeScope,
} from './lifecycles/changing/change-plan.js';
export type {
  CaseToRehearse,
  ChangeStore,
  LiveStanding,
  OrderedChange,
  OrderedRehearsal,
} from './lifecycles/changing/change-store.js';
export { MigrateCase } from './lifecycles/changing/migrate-case.js';
export { type ChangeOrdered, OrderMigration } from './lifecycles/changing/order-migration.js';
export { OrderRehearsal } from './lifecycles/changing/order-rehearsal.js';
export { RehearseCases } from './lifecycles/changing/rehearse-cases.js';
export * from './audit/index.js';
export * from './webhooks/index.js';
export * from './messages/index.js';
export * from './texts/index.js';
export * from './imports/former-case.js';
export { ImportCase } from './imports/import-case.js';
export * from './imports/import.errors.js';
