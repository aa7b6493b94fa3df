import type { Actor } from '../people/actor.js';

/** For whom a webhook tells: one State, one office, or (neither) the whole organisation. */
export interface WebhookScope {
  readonly stateCode: string | null;
  readonly officeCode: string | null;
}

/** A receiver somebody registered, and the events it is told of. */
export interface WebhookSubscription {
  readonly id: string;
  readonly version: number;
  readonly scope: WebhookScope;
  readonly url: string;
  /** None means all. */
  readonly events: readonly string[];
  readonly description: string;
  /** Who answers for it: it is told only of what this person may see at the moment of sending. */
  readonly responsibleId: string;
  readonly isEnabled: boolean;
  /** Why it was switched off: by somebody, because the receiver said 410 Gone, or after days of failures. */
  readonly disabledCause: WebhookDisabledCause | null;
}

export type WebhookDisabledCause = 'by-hand' | 'gone' | 'failing';

/** The event of a delivery that only tries the line. It concerns no case. */
export const WEBHOOK_TEST = 'test';

/** Who may keep webhooks of a State, an office, the organisation: those who answer for them. */
const KEEPERS = {
  state: ['focal-point', 'permanent-mission'],
  office: ['office-head'],
  organisation: ['hq-manager'],
} as const;

/** The roles of which one is needed to keep webhooks of this scope. */
export function webhookKeepers({ stateCode, officeCode }: WebhookScope): readonly string[] {
  if (stateCode !== null) return KEEPERS.state;
  return officeCode !== null ? KEEPERS.office : KEEPERS.organisation;
}

/** Whether somebody may register, see and change webhooks of this scope, and answer for them. */
export function mayKeepWebhooks(actor: Actor, scope: WebhookScope): boolean {
  const keepers = webhookKeepers(scope);
  return actor.roles.some(
    (held) => keepers.includes(held.role) && held.stateCode === scope.stateCode && held.officeCode === scope.officeCode,
  );
}

/** The scopes somebody may keep webhooks for, by the roles in force. */
export function webhookScopesOf(actor: Actor): readonly WebhookScope[] {
  return actor.roles
    .map(({ stateCode, officeCode }) => ({ stateCode, officeCode }))
    .filter((scope) => mayKeepWebhooks(actor, scope));
}
