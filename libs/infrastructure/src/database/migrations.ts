/**
 * Every migration, oldest first, listed by class. A migration does one thing and is never edited once merged.
 * The number at the end of a class name is its time of writing in milliseconds; it orders the table.
 */
import { People1764000000000 } from '../people/migrations/people.js';
import { Cases1764000001000 } from '../cases/migrations/cases.js';
import { Outbox1764000002000 } from '../outbox/migrations/outbox.js';
import { ReferenceDatasets1764000010000 } from '../reference-data/migrations/reference-datasets.js';
import { MemberStates1764000011000 } from '../reference-data/migrations/member-states.js';
import { Offices1764000012000 } from '../reference-data/migrations/offices.js';
import { ThematicAreas1764000013000 } from '../reference-data/migrations/thematic-areas.js';
import { Notifications1764000020000 } from '../notifications/migrations/notifications.js';
import { UpkeepRuns1764000021000 } from '../upkeep/migrations/upkeep-runs.js';
import { ClockFiring1764000022000 } from '../sla/migrations/clock-firing.js';
import { OutboxDecisions1764000025000 } from '../outbox/migrations/outbox-decisions.js';
import { ReferenceSettings1764000014000 } from '../reference-data/migrations/reference-settings.js';
import { WorkCalendars1764000030000 } from '../sla/migrations/work-calendars.js';
import { ClockReplays1764000031000 } from '../sla/migrations/clock-replays.js';
import { Mandates1764000030000 } from '../people/migrations/mandates.js';
import { SecondFactors1764000050000 } from '../people/migrations/second-factors.js';
import { Audit1764000040000 } from '../audit/migrations/audit.js';
import { CaseAccess1764000031000 } from '../access/migrations/case-access.js';
import { LifecycleVersions1764000032000 } from '../lifecycles/migrations/lifecycle-versions.js';
import { CaseOrigins1764500100000 } from '../cases/migrations/case-origins.js';
import { Inboxes1764000050000 } from '../notifications/migrations/inboxes.js';
import { LifecycleChanges1764100000000 } from '../lifecycles/migrations/lifecycle-changes.js';
import { LifecycleRehearsals1764100001000 } from '../lifecycles/migrations/lifecycle-rehearsals.js';
import { CaseReadings1764300000000 } from '../access/migrations/case-readings.js';
import { EditedTexts1764400051000 } from '../texts/migrations/edited-texts.js';
import { AttachmentDecisions1764600020000 } from '../messages/migrations/attachment-decisions.js';
import { HeldReplies1764600023000 } from '../messages/migrations/held-replies.js';
import { ErasedWords1764600021000 } from '../messages/migrations/erased-words.js';
import { ConversationWall1764400053000 } from '../messages/migrations/conversation-wall.js';
import { RepliesByMail1764400052000 } from '../messages/migrations/replies-by-mail.js';
import { Conversation1764400050000 } from '../messages/migrations/conversation.js';
import { CaseOrders1764500000000 } from '../cases/migrations/case-orders.js';
import { LimitPolicies1764200000000 } from '../sla/migrations/limit-policies.js';
import { CasesOnHold1764200002000 } from '../sla/migrations/cases-on-hold.js';
import { PolicyReplays1764200001000 } from '../sla/migrations/policy-replays.js';
import { InboxBells1764400001000 } from '../notifications/migrations/inbox-bells.js';
import { UnreadByAccess1764400000000 } from '../notifications/migrations/unread-by-access.js';
import { ApiTokens1764300001000 } from '../people/migrations/api-tokens.js';
import { ReadersNamedOnCase1764600022000 } from '../access/migrations/readers-named-on-case.js';
import { RequestCounts1764300002000 } from '../access/migrations/request-counts.js';
import { Identities1764300003000 } from '../people/migrations/identities.js';
import { CaseWatchers1764400003000 } from '../notifications/migrations/case-watchers.js';
import { Webhooks1764400002000 } from '../webhooks/migrations/webhooks.js';
import { CaseWall1764300050000 } from '../access/migrations/case-wall.js';
import { CasesHelpedBy1764300060000 } from '../access/migrations/cases-helped-by.js';
import { CasesNaming1764600000000 } from '../access/migrations/cases-naming.js';
import { DueOrderBehindWall1764500060000 } from '../cases/migrations/due-order-behind-wall.js';
import { AccountAdministration1764600040000 } from '../people/migrations/account-administration.js';
import { AccountLetters1764600041000 } from '../people/migrations/account-letters.js';
import { AuditWall1764600010000 } from '../access/migrations/audit-wall.js';
import { IdentityIds1764600011000 } from '../people/migrations/identity-ids.js';
import { SealedAttempts1764600013000 } from '../people/migrations/sealed-attempts.js';
import { ErasedPeople1764600012000 } from '../people/migrations/erased-people.js';

import { AuditReading1764600050000 } from '../audit/migrations/audit-reading.js';

export const migrations = [
  People1764000000000,
  Cases1764000001000,
  Outbox1764000002000,
  ReferenceDatasets1764000010000,
  MemberStates1764000011000,
  Offices1764000012000,
  ThematicAreas1764000013000,
  Notifications1764000020000,
  UpkeepRuns1764000021000,
  ClockFiring1764000022000,
  OutboxDecisions1764000025000,
  ReferenceSettings1764000014000,
  WorkCalendars1764000030000,
  ClockReplays1764000031000,
  Mandates1764000030000,
  CaseAccess1764000031000,
  LifecycleVersions1764000032000,
  Audit1764000040000,
  Inboxes1764000050000,
  SecondFactors1764000050000,
  LifecycleChanges1764100000000,
  LifecycleRehearsals1764100001000,
  CaseReadings1764300000000,
  ApiTokens1764300001000,
  RequestCounts1764300002000,
  Identities1764300003000,
  Conversation1764400050000,
  EditedTexts1764400051000,
  RepliesByMail1764400052000,
  ConversationWall1764400053000,
  CaseOrigins1764500100000,
  CaseOrders1764500000000,
  LimitPolicies1764200000000,
  PolicyReplays1764200001000,
  UnreadByAccess1764400000000,
  InboxBells1764400001000,
  CasesOnHold1764200002000,
  Webhooks1764400002000,
  CaseWatchers1764400003000,
  CaseWall1764300050000,
  CasesHelpedBy1764300060000,
  DueOrderBehindWall1764500060000,
  AccountAdministration1764600040000,
  AccountLetters1764600041000,
  CasesNaming1764600000000,
  AuditWall1764600010000,
  IdentityIds1764600011000,
  ErasedPeople1764600012000,
  SealedAttempts1764600013000,
  AuditReading1764600050000,
  AttachmentDecisions1764600020000,
  ErasedWords1764600021000,
  ReadersNamedOnCase1764600022000,
  HeldReplies1764600023000,
] as const;
