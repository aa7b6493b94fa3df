import type { Actor } from '../people/actor.js';
import { DomainError } from '../errors.js';

export class OperatorsOnly extends DomainError {
  readonly code = 'operations.administrators_only';
  readonly kind = 'forbidden';

  constructor() {
    super('Only an administrator looks after messages and queues');
  }
}

/** Lets administrators pass, who look after messages without seeing any case. @throws OperatorsOnly */
export function requireOperator(actor: Actor): void {
  if (!actor.roles.some(({ role }) => role === 'administrator')) throw new OperatorsOnly();
}
