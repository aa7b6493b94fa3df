export { CASE_ROLES, type CaseEffect, type CaseRole, type RecordPatch } from './cases/case-effects.js';
export type * from './cases/case-facts.js';
export { applyEffects, type Consequences, consequencesOf } from './cases/consequences.js';
export { caseEffectRules } from './cases/effect-rules.js';
export { DomainError, type ErrorKind, TransientError } from './errors.js';
export type { Outbox, OutboxTopic, OutboxTopics } from './outbox/outbox.js';
export { type Actor, type HeldRole, type Language, LANGUAGES } from './people/actor.js';
export { type Stores, UnitOfWork } from './unit-of-work/unit-of-work.js';
