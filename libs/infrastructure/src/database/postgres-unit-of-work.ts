import { type Stores, UnitOfWork } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { PostgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { PostgresCaseStore } from '../cases/postgres-case-store.js';
import { PostgresLifecycleStore } from '../lifecycles/postgres-lifecycle-store.js';
import { PostgresConversationStore } from '../messages/postgres-conversation-store.js';
import { PostgresReplyStore } from '../messages/replies/postgres-reply-store.js';
import { PostgresNotificationStore } from '../notifications/postgres-notification-store.js';
import { PostgresMessageLedger } from '../outbox/postgres-message-ledger.js';
import { OutboxBell } from '../outbox/outbox-bell.js';
import { PostgresOutbox } from '../outbox/postgres-outbox.js';
import { PostgresMandateStore } from '../people/postgres-mandate-store.js';
import { PostgresRepeats } from '../repeats/postgres-repeats.js';
import { PostgresClockStore } from '../sla/postgres-clock-store.js';
import { PostgresTextStore } from '../texts/postgres-text-store.js';
import { WAIT_FOR_CONNECTION_MS } from './data-source.js';
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
    this.turnstile = new Turnstile(places, WAIT_FOR_CONNECTION_MS);
  }

  override run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    return this.turnstile.pass(() => this.transaction(work));
  }

  private async transaction<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    let leftMessages = false;
    const result = await this.dataSource.transaction(async (manager) => {
      const time = new TransactionTime(manager);
      const outbox = new PostgresOutbox(manager);
      const audit = new PostgresAuditTrail(manager);
      const answer = await work({
        audit,
        now: () => time.now(),
        cases: new PostgresCaseStore(manager, time),
        lifecycles: new PostgresLifecycleStore(manager),
        clocks: new PostgresClockStore(manager),
        outbox,
        messages: new PostgresMessageLedger(manager),
        notifications: new PostgresNotificationStore(manager),
        mandates: new PostgresMandateStore(manager),
        conversation: new PostgresConversationStore(manager),
        texts: new PostgresTextStore(manager),
        replies: new PostgresReplyStore(manager),
        repeats: new PostgresRepeats(manager),
      });
      await audit.flush();
      leftMessages = await outbox.flush();
      return answer;
    });
    if (leftMessages) this.bell.ring();
    return result;
  }
}
