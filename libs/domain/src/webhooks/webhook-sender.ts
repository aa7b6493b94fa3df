import type { WebhookAttempt } from './webhook-store.js';

/** One message on its way to a receiver. */
export interface OutgoingWebhook {
  /** Stable however often it is tried, so that the receiver can tell a repetition (`webhook-id`). */
  readonly id: string;
  readonly subscriptionId: string;
  readonly url: string;
  readonly keptSecrets: readonly Uint8Array[];
  readonly body: string;
  /** From the first question to the name server to the last byte. */
  readonly patienceSeconds: number;
}

export interface WebhookAnswer extends WebhookAttempt {
  /** What the receiver asked for in Retry-After; null where it did not. */
  readonly retryAfterSeconds: number | null;
}

/** Signs and sends over HTTP. What the receiver answers, or that it does not, is an outcome and not an error. */
export abstract class WebhookSender {
  abstract send(webhook: OutgoingWebhook): Promise<WebhookAnswer>;
}

/** Makes the secrets of webhooks and keeps them so that the database alone cannot read them. */
export abstract class WebhookSecrets {
  /**
   * A new secret: as it is shown, once, and as it is kept.
   * @throws WebhooksUnavailable where the process was given no key to keep it with.
   */
  abstract make(subscriptionId: string): { readonly shown: string; readonly kept: Uint8Array };
}

/** Looks at the address of a receiver before it is saved. It is looked at again at every connection. */
export abstract class WebhookAddresses {
  /** @throws WebhookAddressRefused */
  abstract check(url: string): Promise<void>;
}
