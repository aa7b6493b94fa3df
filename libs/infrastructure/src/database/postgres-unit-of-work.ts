import { type Stores, UnitOfWork } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { PostgresReaderStore } from '../access/postgres-reader-store.js';
import { PostgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { PostgresCaseStore } from '../cases/postgres-case-store.js';
import { PostgresChangeStore } from '../lifecycles/changing/postgres-change-store.js';
import { PostgresLifecycleStore } from '../lifecycles/postgres-lifecycle-store.js';
import { PostgresAttachmentStore } from '../messages/attachments/postgres-attachment-store.js';
import { PostgresConversationStore } from '../messages/postgres-conversation-store.js';
import { PostgresReplyStore } from '../messages/replies/postgres-reply-store.js';
import { PostgresNotificationStore } from '../notifications/postgres-notification-store.js';
import { PostgresMessageLedger } from '../outbox/postgres-message-ledger.js';
import { OutboxBell } from '../outbox/outbox-bell.js';
import { PostgresOutbox } from '../outbox/postgres-outbox.js';
import { PostgresAccountLetters } from '../people/postgres-account-letters.js';
import { PostgresAccountRegister } from '../people/postgres-account-register.js';
import { PostgresPasswordStore } from '../people/postgres-passwords.js';
import { PostgresAccountStore } from '../people/postgres-account-store.js';
import { PostgresMandateStore } from '../people/postgres-mandate-store.js';
import { PostgresRepeats } from '../repeats/postgres-repeats.js';
import { PostgresClockStore } from '../sla/postgres-clock-store.js';
import { PostgresWebhookStore } from '../webhooks/postgres-webhook-store.js';
import { PostgresTextStore } from '../texts/postgres-text-store.js';
import { waitForConnectionMs } from './data-source.js';
import { TransactionSql } from './transaction-sql.js';
import { TransactionTime } from './transaction-time.js';
import { Turnstile } from './turnstile.js';

/**
 * Connections that are never given to a transaction. A use case asks things outside of its own (reference data, roles
 * of a person) while it holds one; if transactions could take them all, each would wait for another for ever.
 */
const CONNECTIONS_KEPT = 2;

export class PostgresUnitOfWork extends UnitOfWork {
  private readonly bell: OutboxBell;
  private readonly turnstile: Turnstile;

  constructor(private readonly dataSource: DataSource) {
    super();
    this.bell = new OutboxBell(dataSource);
    const places = Math.max(1, (dataSource.options.poolSize ?? 0) - CONNECTIONS_KEPT);
    this.turnstile = new Turnstile(places, waitForConnectionMs(dataSource));
  }

  override run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    return this.turnstile.pass(() => this.transaction(work));
  }

  private async transaction<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    let leftMessages = false;
    const result = await this.dataSource.transaction(async (manager) => {
      // The transaction has just begun: what is to be set for all of it goes here, before the first statement.
      const sql = new TransactionSql(manager);
      const time = new TransactionTime(sql);
      const outbox = new PostgresOutbox(sql);
      const audit = new PostgresAuditTrail(sql);
      const answer = await work({
        audit,
        now: () => time.now(),
        cases: new PostgresCaseStore(sql, time),
        lifecycles: new PostgresLifecycleStore(sql),
        clocks: new PostgresClockStore(sql),
        changes: new PostgresChangeStore(sql),
        outbox,
        messages: new PostgresMessageLedger(sql),
        notifications: new PostgresNotificationStore(sql),
        accounts: new PostgresAccountStore(sql),
        mandates: new PostgresMandateStore(sql),
        register: new PostgresAccountRegister(sql),
        accountLetters: new PostgresAccountLetters(sql),
        passwords: new PostgresPasswordStore(sql),
        repeats: new PostgresRepeats(sql, time),
        readers: new PostgresReaderStore(sql),
        webhooks: new PostgresWebhookStore(sql),
        conversation: new PostgresConversationStore(sql),
        texts: new PostgresTextStore(sql),
        replies: new PostgresReplyStore(sql),
        attachments: new PostgresAttachmentStore(sql),
      });
      await audit.flush();
      leftMessages = await outbox.flush();
      await sql.flush();
      return answer;
    });
    if (leftMessages) this.bell.ring();
    return result;
  }
}
