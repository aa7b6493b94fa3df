import type { Language } from '../people/actor.js';

/** How a notification reaches its reader. */
export type Channel = 'mail';

/** Somebody who is to be told, with what is needed to choose how. */
export interface Recipient {
  readonly personId: string;
}

export interface NewNotification {
  readonly id: string;
  /** The outbox message that caused it; with person and channel it makes the notification unique. */
  readonly messageId: string;
  readonly caseId: string;
  /** The event of the case's history that is told of. */
  readonly sequence: number;
  readonly template: string;
  readonly audience: readonly string[];
  readonly personId: string;
  readonly channel: Channel;
}

/** What a letter is written from: read when it is sent, not when it was caused. */
export interface NoticeFacts {
  readonly notificationId: string;
  readonly caseId: string;
  readonly reference: string;
  /** Null where the case is confidential or strictly confidential: such mail carries reference and link only. */
  readonly title: string | null;
  readonly template: string;
  readonly reader: { readonly name: string; readonly address: string; readonly language: Language };
}

export type TakenForSending =
  | { readonly outcome: 'taken'; readonly facts: NoticeFacts }
  /** Sent, failed or withdrawn before, or the reader may no longer be told. */
  | { readonly outcome: 'nothing-to-send' }
  /** Another worker is sending it at this moment. */
  | { readonly outcome: 'being-sent' };

/** The notifications of people, inside a transaction. */
export interface NotificationStore {
  /** People in force of these roles on the case, without the author of the event and without people who may not see the case. */
  recipients(caseId: string, sequence: number, roles: readonly string[]): Promise<readonly Recipient[]>;
  add(notifications: readonly NewNotification[]): Promise<void>;
  /**
   * Leases a notification for one attempt at sending. Whether the reader may be told is looked at again here; if not,
   * the notification is withdrawn.
   */
  takeForSending(notificationId: string): Promise<TakenForSending>;
  /** Gives the lease back after an attempt that may be repeated. */
  release(notificationId: string): Promise<void>;
  markSent(notificationId: string): Promise<void>;
  markFailed(notificationId: string, cause: string): Promise<void>;
}
