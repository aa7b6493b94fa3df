/**
 * The kinds of message a committed change may leave behind, with their payloads. Identifiers only:
 * whoever deals with a message reads the truth afresh and may find nothing left to do.
 */
export interface OutboxTopics {
  /** Something happened on a case that somebody must be told of. */
  readonly 'case.notify': { readonly caseId: string; readonly sequence: number; readonly template: string; readonly to: readonly string[] };
}

export type OutboxTopic = keyof OutboxTopics;

/** Takes messages within the transaction of the change that causes them. They leave after the commit, or not at all. */
export interface Outbox {
  append<Topic extends OutboxTopic>(topic: Topic, payload: OutboxTopics[Topic], caseId?: string): void;
}
