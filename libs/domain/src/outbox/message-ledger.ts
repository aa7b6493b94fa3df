/** Remembers, in the transaction of the effect itself, which consumer has dealt with which message. */
export interface MessageLedger {
  /**
   * Claims a message for a consumer. `false` says that it has been dealt with before: one cause, one effect, however
   * often the message arrives. The claim is undone with the transaction.
   */
  claim(messageId: string, consumer: string): Promise<boolean>;
}
