export { DomainError, type ErrorKind, TransientError } from './errors.js';
export type { Outbox, OutboxTopic, OutboxTopics } from './outbox/outbox.js';
export * from './people/index.js';
export { type Stores, UnitOfWork } from './unit-of-work/unit-of-work.js';
