export { AnnounceToWebhooks } from './announce-to-webhooks.js';
export { KeepWebhooks, SECRET_OVERLAP_HOURS, type WebhookChange } from './keep-webhooks.js';
export { RetryWebhook, SendWebhook } from './send-webhook.js';
export {
  mayKeepWebhooks,
  WEBHOOK_TEST,
  type WebhookDisabledCause,
  type WebhookScope,
  webhookScopesOf,
  type WebhookSubscription,
} from './webhook.js';
export * from './webhook.errors.js';
export { WEBHOOK_ATTEMPTS, webhookPauseSeconds } from './webhook-retries.js';
export {
  type OutgoingWebhook,
  WebhookAddresses,
  type WebhookAnswer,
  WebhookSecrets,
  WebhookSender,
} from './webhook-sender.js';
export type { DeliveryToSend, TakenWebhook, WebhookAttempt, WebhookNews, WebhookStore } from './webhook-store.js';
