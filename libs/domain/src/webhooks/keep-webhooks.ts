import type { AuditKind } from '../audit/audit-trail.js';
import type { Identifiers } from '../identifiers/identifiers.js';
import { Letters } from '../notifications/letters/letters.js';
import { UnknownEvent } from '../notifications/notification.errors.js';
import type { Actor } from '../people/actor.js';
import { type Stores, UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { sendOff } from './announce-to-webhooks.js';
import { mayKeepWebhooks, webhookKeepers, type WebhookScope, type WebhookSubscription } from './webhook.js';
import { WebhookChangedMeanwhile, WebhookNotFound, WebhookNotYours, WebhookOff } from './webhook.errors.js';
import { WebhookAddresses, WebhookSecrets } from './webhook-sender.js';

/** How long the old secret goes on signing after a rotation, unless said otherwise. */
export const SECRET_OVERLAP_HOURS = 24;

export interface WebhookChange {
  readonly url?: string;
  readonly events?: readonly string[];
  readonly description?: string;
  readonly isEnabled?: boolean;
}

/**
 * What the people who answer for a State, an office or the organisation do with its webhooks. Whoever registers or
 * changes one answers for it from then on: it is told what this person may see.
 */
export class KeepWebhooks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
    private readonly letters: Letters,
    private readonly addresses: WebhookAddresses,
    private readonly secrets: WebhookSecrets,
  ) {}

  /**
   * @returns the secret, which is shown here and never again.
   * @throws WebhookNotYours, WebhookAddressRefused, UnknownEvent, WebhooksUnavailable
   */
  async register(
    actor: Actor,
    wanted: {
      readonly scope: WebhookScope;
      readonly url: string;
      readonly events: readonly string[];
      readonly description: string;
    },
  ): Promise<{ readonly id: string; readonly secret: string }> {
    if (!mayKeepWebhooks(actor, wanted.scope)) throw new WebhookNotYours(webhookKeepers(wanted.scope));
    this.checkEvents(wanted.events);
    await this.addresses.check(wanted.url);
    const id = this.identifiers.next();
    const { shown, kept } = this.secrets.make(id);
    await this.unitOfWork.run(async (stores) => {
      await stores.webhooks.add({ ...wanted, id, responsibleId: actor.personId, keptSecret: kept });
      record(stores, actor, id, 'webhook-registered', scopeDetail(wanted.scope));
    });
    return { id, secret: shown };
  }

  /** @throws WebhookNotFound, WebhookChangedMeanwhile, WebhookAddressRefused, UnknownEvent */
  async change(actor: Actor, id: string, seenVersion: number, change: WebhookChange): Promise<WebhookSubscription> {
    if (change.events) this.checkEvents(change.events);
    // Looked at before the row is locked: a name server may take its time.
    if (change.url !== undefined) await this.addresses.check(change.url);
    return this.unitOfWork.run(async (stores) => {
      const webhook = await mine(stores, actor, id);
      if (webhook.version !== seenVersion) throw new WebhookChangedMeanwhile(seenVersion, webhook.version);
      const isEnabled = change.isEnabled ?? webhook.isEnabled;
      const changed: WebhookSubscription = {
        ...webhook,
        ...change,
        isEnabled,
        disabledCause: isEnabled ? null : (webhook.disabledCause ?? 'by-hand'),
        responsibleId: actor.personId,
        version: webhook.version + 1,
      };
      await stores.webhooks.change(changed);
      record(stores, actor, id, 'webhook-changed', { fields: Object.keys(change).sort() });
      return changed;
    });
  }

  /** @throws WebhookNotFound, WebhooksUnavailable */
  async rotateSecret(
    actor: Actor,
    id: string,
    overlapHours: number,
  ): Promise<{ readonly secret: string; readonly previousUntil: Date }> {
    return this.unitOfWork.run(async (stores) => {
      await mine(stores, actor, id);
      const { shown, kept } = this.secrets.make(id);
      const previousUntil = await stores.webhooks.replaceSecret(id, kept, overlapHours);
      record(stores, actor, id, 'webhook-secret-rotated', { overlapHours });
      return { secret: shown, previousUntil };
    });
  }

  /** @throws WebhookNotFound */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(async (stores) => {
      await mine(stores, actor, id);
      await stores.webhooks.remove(id);
      record(stores, actor, id, 'webhook-removed', {});
    });
  }

  /** Sends a message about no case, to try the line. @throws WebhookNotFound, WebhookOff */
  async test(actor: Actor, id: string): Promise<string> {
    return this.unitOfWork.run(async (stores) => {
      const { isEnabled } = await mine(stores, actor, id);
      if (!isEnabled) throw new WebhookOff();
      const delivery = await stores.webhooks.addTest(id, this.identifiers.next());
      sendOff(stores.outbox, delivery, 0);
      return delivery.deliveryId;
    });
  }

  /** Sends again what was delivered or given up, under the same `webhook-id`. @throws WebhookNotFound, WebhookOff */
  async redeliver(actor: Actor, id: string, deliveryId: string): Promise<void> {
    await this.unitOfWork.run(async (stores) => {
      const { isEnabled } = await mine(stores, actor, id);
      if (!isEnabled) throw new WebhookOff();
      const delivery = await stores.webhooks.reopen(id, deliveryId);
      if (!delivery) throw new WebhookNotFound();
      sendOff(stores.outbox, delivery, 0);
    });
  }

  private checkEvents(events: readonly string[]): void {
    for (const event of events) if (!this.letters.events.includes(event)) throw new UnknownEvent(event);
  }
}

async function mine({ webhooks }: Stores, actor: Actor, id: string): Promise<WebhookSubscription> {
  const webhook = await webhooks.lock(id);
  if (!webhook || !mayKeepWebhooks(actor, webhook.scope)) throw new WebhookNotFound();
  return webhook;
}

function record(
  { audit }: Stores,
  actor: Actor,
  id: string,
  kind: Extract<AuditKind, `webhook-${string}`>,
  detail: Readonly<Record<string, string | number | readonly string[]>>,
): void {
  audit.append({ kind, actorId: actor.personId, subject: { type: 'webhook', id }, detail });
}

function scopeDetail({ stateCode, officeCode }: WebhookScope): Readonly<Record<string, string>> {
  if (stateCode !== null) return { stateCode };
  return officeCode !== null ? { officeCode } : {};
}
