import type { LoggedAttempt, WebhookDelivery, WebhookSummary } from '#libs/infrastructure';
import type { AttemptView, DeliveryView, WebhookView } from './webhooks.dto.js';

export function toWebhookView(webhook: WebhookSummary): WebhookView {
  const { id, stateCode, officeCode, url, events, description, responsibleName, disabledCause } = webhook;
  return {
    ...{ id, stateCode, officeCode, url, events, description, disabledCause },
    responsible: responsibleName,
    isEnabled: webhook.disabledAt === null,
    failingSince: webhook.failingSince?.toISOString() ?? null,
    previousSecretUntil: webhook.previousSecretUntil?.toISOString() ?? null,
    createdAt: webhook.createdAt.toISOString(),
  };
}

export function toDeliveryView(delivery: WebhookDelivery): DeliveryView {
  const { id, event, caseId, sequence, status, attempts, lastStatus, lastCause } = delivery;
  return {
    ...{ id, event, caseId, sequence, status, attempts, lastStatus, lastCause },
    occurredAt: delivery.occurredAt.toISOString(),
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    settledAt: delivery.settledAt?.toISOString() ?? null,
  };
}

export function toAttemptView(attempt: LoggedAttempt): AttemptView {
  return { ...attempt, attemptedAt: attempt.attemptedAt.toISOString() };
}
