import type { WebhookDisabledCause, WebhookScope, WebhookSubscription } from './webhook.js';

/** An event of a case that receivers may want to be told of. */
export interface WebhookNews {
  readonly caseId: string;
  /** The entry of the case's history that is told of. */
  readonly sequence: number;
  readonly event: string;
}

/** A delivery that is to leave. */
export interface DeliveryToSend {
  readonly deliveryId: string;
  /** The receiver has failed lately: its deliveries travel apart from those of healthy ones. */
  readonly isFailing: boolean;
}

/** What is sent, and with what it is signed. */
export interface TakenDelivery {
  readonly deliveryId: string;
  readonly subscriptionId: string;
  readonly url: string;
  /** The secrets in force as they are kept: one, or two for a while after a rotation. */
  readonly keptSecrets: readonly Uint8Array[];
  readonly event: string;
  readonly occurredAt: Date;
  /** Null for a test of the line. */
  readonly about: { readonly caseId: string; readonly sequence: number } | null;
  /** Attempts before this one since it was last sent on its way. */
  readonly attempts: number;
}

export type TakenWebhook =
  | { readonly outcome: 'taken'; readonly delivery: TakenDelivery }
  /** Delivered, failed, withdrawn, not due yet, or its reader may no longer be told. */
  | { readonly outcome: 'nothing-to-send' }
  /** Another worker is sending it at this moment. */
  | { readonly outcome: 'being-sent' }
  /** The receiver has as many deliveries at a time as it gets. */
  | { readonly outcome: 'receiver-busy' };

/** What became of one attempt. */
export interface WebhookAttempt {
  readonly httpStatus: number | null;
  /** A code, such as `webhook.http_500` or `webhook.timed_out`; null where the receiver took it. */
  readonly cause: string | null;
  readonly durationMs: number;
}

/** Webhooks and their deliveries, inside a transaction. */
export interface WebhookStore {
  add(subscription: {
    readonly id: string;
    readonly scope: WebhookScope;
    readonly url: string;
    readonly events: readonly string[];
    readonly description: string;
    readonly responsibleId: string;
    readonly keptSecret: Uint8Array;
  }): Promise<void>;
  /** Locked until the transaction ends; undefined where there is none. */
  lock(subscriptionId: string): Promise<WebhookSubscription | undefined>;
  change(subscription: WebhookSubscription): Promise<void>;
  /** The secret until now goes on signing beside the new one for so long. Says until when. */
  replaceSecret(subscriptionId: string, keptSecret: Uint8Array, overlapHours: number): Promise<Date>;
  remove(subscriptionId: string): Promise<void>;
  /** Makes a delivery for every receiver whose scope, events and responsible person's sight take the news in. */
  announce(news: WebhookNews, newId: () => string): Promise<readonly DeliveryToSend[]>;
  addTest(subscriptionId: string, deliveryId: string): Promise<DeliveryToSend>;
  /** Puts a settled delivery on its way again with new patience; undefined where there is no such settled one. */
  reopen(subscriptionId: string, deliveryId: string): Promise<DeliveryToSend | undefined>;
  /** Leases a delivery for one attempt. Whether its receiver may be told is looked at again here; if not, it is withdrawn. */
  take(deliveryId: string): Promise<TakenWebhook>;
  /** The lease ends without an attempt. */
  release(deliveryId: string): Promise<void>;
  markDelivered(deliveryId: string, attempt: WebhookAttempt): Promise<void>;
  /** @param pauseSeconds until the next attempt; null where there is to be none. */
  markRefused(deliveryId: string, attempt: WebhookAttempt, pauseSeconds: number | null): Promise<void>;
  /** Switches the receiver off and withdraws what waits for it. */
  disable(subscriptionId: string, cause: WebhookDisabledCause): Promise<void>;
}
