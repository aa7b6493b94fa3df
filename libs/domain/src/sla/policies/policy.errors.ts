import type { PolicyFault } from '#libs/workflow';
import { DomainError } from '../../errors.js';

/** The limits cannot be what is proposed; every fault is named with its place. */
export class PolicyNotValid extends DomainError {
  readonly code = 'sla.policy_not_valid';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(faults: readonly PolicyFault[]) {
    super('The limits cannot be set as they are described');
    this.errors = faults.map((fault) => ({ ...fault, pointer: `/limits${fault.pointer}` }));
  }
}

export class PolicyAreaNotFound extends DomainError {
  readonly code = 'sla.policy_area_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no thematic area with this code');
  }
}

export class PolicyProposalNotFound extends DomainError {
  readonly code = 'sla.policy_proposal_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such proposal, or it has been settled already');
  }
}

/** Limits of an area are the affair of headquarters. */
export class NotForPolicies extends DomainError {
  readonly code = 'sla.policy_not_entitled';
  readonly kind = 'forbidden';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(rolesNeeded: readonly string[]) {
    super(`This is for ${rolesNeeded.join(' or ')}`);
    this.details = { rolesNeeded };
  }
}

/** Four eyes: a person's own proposal needs somebody else. */
export class ProposerCannotEnforce extends DomainError {
  readonly code = 'sla.policy_four_eyes';
  readonly kind = 'forbidden';

  constructor() {
    super('Whoever proposed limits cannot put them in force; ask another administrator or manager at headquarters');
  }
}

/** A proposal was made looking at limits that are no longer in force. */
export class PolicyChangedMeanwhile extends DomainError {
  readonly code = 'sla.policy_changed';
  readonly kind = 'conflict';
  override readonly details: { readonly presentVersion: number | null };

  constructor(presentVersion: number | null) {
    super('Other limits of this area came into force after the proposal was made; propose again on top of them');
    this.details = { presentVersion };
  }
}

/** The limits are in force already. */
export class PolicySaysTheSame extends DomainError {
  readonly code = 'sla.policy_says_the_same';
  readonly kind = 'conflict';

  constructor() {
    super('These are the limits in force; there is nothing to propose');
  }
}
