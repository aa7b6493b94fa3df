import type { Fault } from '#libs/workflow';
import { DomainError } from '../errors.js';

/** Lifecycles are proposed by administrators; another person publishes. */
export class NotForLifecycles extends DomainError {
  readonly code = 'lifecycle.not_entitled';
  readonly kind = 'forbidden';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(rolesNeeded: readonly string[]) {
    super(`This is for ${rolesNeeded.join(' or ')}`);
    this.details = { rolesNeeded };
  }
}

/** Everything wrong with a definition, at once: where, what, and what to do about it. */
export class DefinitionNotValid extends DomainError {
  readonly code = 'lifecycle.not_valid';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(private readonly faults: readonly Fault[]) {
    super(`The definition has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}`);
    this.errors = faults.map(({ pointer, code, message, hint }) => ({ pointer, code, message, hint }));
  }

  /** The same faults, for a document in which the definition stands at a place of its own. */
  below(place: string): DefinitionNotValid {
    return new DefinitionNotValid(this.faults.map((fault) => ({ ...fault, pointer: `${place}${fault.pointer}` })));
  }
}

export class LifecycleVersionTaken extends DomainError {
  readonly code = 'lifecycle.version_taken';
  readonly kind = 'conflict';

  constructor(id: string, version: number) {
    super(`There is a version ${version} of ${id} already; a version never changes, take the next number`);
  }
}

export class LifecycleVersionNotFound extends DomainError {
  readonly code = 'lifecycle.version_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such version of a lifecycle');
  }
}

export class LifecyclePublishedAlready extends DomainError {
  readonly code = 'lifecycle.published_already';
  readonly kind = 'conflict';

  constructor() {
    super('This version is published already');
  }
}

/** Four eyes: a person's own proposal needs somebody else. */
export class ProposerCannotPublish extends DomainError {
  readonly code = 'lifecycle.four_eyes';
  readonly kind = 'forbidden';

  constructor() {
    super('Whoever proposed a lifecycle cannot publish it; ask another administrator or a manager at headquarters');
  }
}

export class UnknownAreas extends DomainError {
  readonly code = 'lifecycle.unknown_area';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(places: readonly number[]) {
    super('The lifecycle is to serve a thematic area that is not known');
    this.errors = places.map((place) => ({
      pointer: `/areas/${place}`,
      code: 'unknown_area',
      message: 'There is no thematic area with this code',
    }));
  }
}
