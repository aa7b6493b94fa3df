export { DomainError, type ErrorKind, TransientError } from './errors.js';
export type { Outbox, OutboxTopic, OutboxTopics } from './outbox/outbox.js';
export { type Actor, type HeldRole, type Language, LANGUAGES } from './people/actor.js';
export { type Stores, UnitOfWork } from './unit-of-work/unit-of-work.js';
