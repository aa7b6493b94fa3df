import type { ReaderStore } from '../access/reader-store.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { CaseStore } from '../cases/case-store.js';
import type { NotificationStore } from '../notifications/notification-store.js';
import type { AttachmentStore } from '../messages/attachments/attachment.js';
import type { ConversationStore } from '../messages/conversation-store.js';
import type { ReplyStore } from '../messages/replies/reply-store.js';
import type { MessageLedger } from '../outbox/message-ledger.js';
import type { ChangeStore } from '../lifecycles/changing/change-store.js';
import type { LifecycleStore } from '../lifecycles/lifecycle-store.js';
import type { Outbox } from '../outbox/outbox.js';
import type { ClockStore } from '../sla/clock-store.js';
import type { AccountRegister } from '../people/administration/account-register.js';
import type { AccountLetterStore } from '../people/letters/account-letter-store.js';
import type { PasswordStore } from '../people/passwords/password-store.js';
import type { AccountStore } from '../people/account-store.js';
import type { MandateStore } from '../people/mandate-store.js';
import type { WebhookStore } from '../webhooks/webhook-store.js';
import type { TextStore } from '../texts/text-store.js';
import type { Repeats } from '../repeats/repeats.js';

/** What a use case may touch. It exists only inside `UnitOfWork.run`, so that no write slips out of the transaction. */
export interface Stores {
  /** The database's time at the start of the transaction. Every deadline and every entry of a history uses it. */
  now(): Promise<Date>;
  readonly cases: CaseStore;
  readonly lifecycles: LifecycleStore;
  /** Rehearsals and migrations of live cases. */
  readonly changes: ChangeStore;
  readonly clocks: ClockStore;
  readonly outbox: Outbox;
  readonly repeats: Repeats;
  readonly messages: MessageLedger;
  readonly notifications: NotificationStore;
  readonly accounts: AccountStore;
  readonly mandates: MandateStore;
  readonly register: AccountRegister;
  readonly accountLetters: AccountLetterStore;
  readonly passwords: PasswordStore;
  readonly readers: ReaderStore;
  readonly webhooks: WebhookStore;
  readonly conversation: ConversationStore;
  readonly texts: TextStore;
  readonly replies: ReplyStore;
  readonly attachments: AttachmentStore;
  /** For what no history of a case tells; the histories are audited by themselves. */
  readonly audit: AuditTrail;
}

/** One transaction for one use case: all of it is committed, or none of it happened. */
export abstract class UnitOfWork {
  /** @throws whatever `work` throws, after everything has been rolled back. */
  abstract run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
}
