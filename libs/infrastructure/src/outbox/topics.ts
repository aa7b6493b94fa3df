import type { OutboxTopic } from '#libs/domain';
import type { QueueName } from '../queue/job-queue.js';

/** How a kind of message travels, and how often it is sent anew before it is given up. */
export interface TopicRoute {
  readonly queue: QueueName;
  readonly maxTries: number;
}

export const TOPICS: Readonly<Record<OutboxTopic, TopicRoute>> = {
  'case.notify': { queue: 'events', maxTries: 12 },
  // About four days with the pauses below: as long as mail servers themselves go on.
  'mail.send': { queue: 'mail', maxTries: 30 },
  'mail.digest': { queue: 'mail', maxTries: 30 },
  // Less than a day: whoever asked for a new password has gone on by then.
  'account.letter': { queue: 'mail', maxTries: 12 },
  'webhook.send': { queue: 'webhooks', maxTries: 30 },
  'webhook.retry': { queue: 'webhook-retries', maxTries: 30 },
};

/** While a release is rolled out or taken back, messages of another build may lie in the outbox. */
export const KNOWN_TOPICS: readonly string[] = Object.keys(TOPICS);

const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 4 * 3_600;

/** The pause before a message is sent for the n-th time anew; up to a quarter is chance, so that a crowd spreads out. */
export function pauseBeforeTrySeconds(tries: number, chance: () => number = Math.random): number {
  const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** (tries - 1), LONGEST_PAUSE_SECONDS);
  return Math.round(pause * (0.75 + 0.25 * chance()));
}

/** The queue's id for one try of a message: a failed or finished job keeps its id, a new try needs another. */
export function jobIdOf(messageId: string, tries: number): string {
  return `${messageId}.${tries}`;
}
