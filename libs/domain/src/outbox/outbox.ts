/**
 * The kinds of message a committed change may leave behind, with their payloads. Identifiers only:
 * whoever deals with a message reads the truth afresh and may find nothing left to do.
 */
export interface OutboxTopics {
  /**
   * Something happened on a case (the event with this sequence; 0 where the history does not tell of it) that people in
   * these roles, or addressed by name, must be told of.
   */
  readonly 'case.notify': {
    readonly caseId: string;
    readonly sequence: number;
    readonly template: string;
    readonly to: readonly string[];
  };
  /** A notification is to leave by electronic mail. */
  readonly 'mail.send': { readonly notificationId: string };
  /** What gathered for a reader over a day or a week is to leave in one mail. */
  readonly 'mail.digest': { readonly digestId: string };
  /** Somebody is to be told about their own account; a secret the letter needs is made when it is sent. */
  readonly 'account.letter': { readonly letterId: string };
  /** A delivery is to leave for a receiver of webhooks. */
  readonly 'webhook.send': { readonly deliveryId: string };
  /** The same for a receiver that has failed lately, apart from the healthy ones. */
  readonly 'webhook.retry': { readonly deliveryId: string };
}

export type OutboxTopic = keyof OutboxTopics;

/** Takes messages within the transaction of the change that causes them. They leave after the commit, or not at all. */
export interface Outbox {
  /** @param delaySeconds how long after the commit it stays here at least. */
  append<Topic extends OutboxTopic>(
    topic: Topic,
    payload: OutboxTopics[Topic],
    caseId?: string,
    delaySeconds?: number,
  ): void;
}

/** A message on its way to a consumer. It may arrive more than once, late, and out of order. */
export interface Message<Topic extends OutboxTopic = OutboxTopic> {
  readonly id: string;
  readonly topic: Topic;
  readonly payload: OutboxTopics[Topic];
}
