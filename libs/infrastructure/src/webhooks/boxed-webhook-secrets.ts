import { randomBytes } from 'node:crypto';
import { WebhookSecrets, WebhooksUnavailable } from '#libs/domain';
import type { SecretBox } from '../people/secret-box.js';

/** Standard Webhooks asks for 24 to 64 random bytes. */
const SECRET_BYTES = 32;

/** The secrets of webhooks, kept in the box that holds those of second factors. */
export class BoxedWebhookSecrets extends WebhookSecrets {
  /** @param box null where the process was given no key for secrets. */
  constructor(private readonly box: SecretBox | null) {
    super();
  }

  override make(subscriptionId: string): { readonly shown: string; readonly kept: Uint8Array } {
    if (!this.box) throw new WebhooksUnavailable();
    const secret = randomBytes(SECRET_BYTES);
    return { shown: `whsec_${secret.toString('base64')}`, kept: this.box.close(secret, subscriptionId) };
  }

  /** @throws WebhooksUnavailable; an error where it was closed with another key or for another subscription. */
  open(kept: Uint8Array, subscriptionId: string): Buffer {
    if (!this.box) throw new WebhooksUnavailable();
    return this.box.open(Buffer.from(kept), subscriptionId);
  }
}
