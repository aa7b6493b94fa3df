import type { Message, OutboxTopic } from './outbox.js';

/** Somebody who must act on messages of one topic. Implementations claim the message in the transaction of their effect. */
export abstract class MessageConsumer<Topic extends OutboxTopic = OutboxTopic> {
  /** Stable: it is the key under which the ledger remembers what was done. */
  abstract readonly name: string;
  abstract readonly topic: Topic;

  /**
   * @throws DomainError when no further try can help: the message is given up and shown to an operator with the cause.
   * @throws TransientError, or anything else, when a later try may succeed.
   */
  abstract consume(message: Message<Topic>): Promise<void>;
}
