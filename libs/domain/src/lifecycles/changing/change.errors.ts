import { canonicalJson, type Fault, jsonPointer, type Stuck } from '#libs/workflow';
import { DomainError } from '../../errors.js';

export class MapNotValid extends DomainError {
  readonly code = 'lifecycle.map_not_valid';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(faults: readonly Fault[]) {
    super(`The map of states has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}`);
    this.errors = faults.map(({ pointer, code, message, hint }) => ({
      pointer: `/stateMap${pointer}`,
      code,
      message,
      hint,
    }));
  }
}

const SENTENCES: Readonly<Record<Stuck['code'], (what: string) => string>> = {
  state_unmapped: (what) => `Live cases stand in "${what}", which the version does not have; say where they go`,
  origin_unmapped: (what) => `Live cases go back to "${what}", which the version does not have; say where they go`,
  gate_state_unmapped: (what) => `A gate of live cases stands at "${what}", which the version does not have`,
  unknown_in_map: (what) => `The map leads live cases to "${what}", which the version does not have`,
  never_due: (what) => `A deadline of live cases in "${what}" would never come`,
  ends_case: (what) => `Live cases would be closed by "${what}"; a case is closed by an act of people`,
};

/** The migration would leave live cases nowhere to go. Every place that strands one is named. */
export class CasesWouldBeStranded extends DomainError {
  readonly code = 'lifecycle.cases_stranded';
  readonly kind = 'refused';
  override readonly errors: DomainError['errors'];

  constructor(stuck: readonly Stuck[]) {
    const places = [...new Map(stuck.map((one) => [canonicalJson({ ...one }), one])).values()];
    super('The migration would strand live cases; complete the map of states');
    this.errors = places
      .map(({ code, what }) => ({ pointer: pointerTo(code, what), code, message: SENTENCES[code](what) }))
      .sort((one, other) => (one.pointer < other.pointer ? -1 : 1));
  }
}

/** Where in the map the missing word belongs. Gates are told as `gate: state`. */
function pointerTo(code: Stuck['code'], what: string): string {
  const [gate, state] = what.split(': ', 2);
  const isOfGate = state !== undefined && code !== 'ends_case';
  const path = isOfGate ? ['gates', gate ?? '', state] : ['states', what];
  return jsonPointer(['stateMap', ...path]);
}

/** Cases named by whoever orders a migration. One that is absent and one they may not see look the same. */
export class CasesNotFound extends DomainError {
  readonly code = 'lifecycle.cases_not_found';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(places: readonly number[]) {
    super('Some of these cases do not exist, are not visible to you, or have nothing to do with this change');
    this.errors = places.map((place) => ({
      pointer: `/cases/${place}`,
      code: 'case_not_found',
      message: 'There is no such live case for this change, or you may not see it',
    }));
  }
}

export class NoLiveCases extends DomainError {
  readonly code = 'lifecycle.no_live_cases';
  readonly kind = 'refused';

  constructor() {
    super('No live case is under another version that this change concerns');
  }
}

/** Cases run under published versions only; a proposed one can be rehearsed. */
export class LifecycleNotPublished extends DomainError {
  readonly code = 'lifecycle.not_published';
  readonly kind = 'refused';

  constructor() {
    super('This version has not been published; cases migrate to published versions only');
  }
}

export class ChangeNeedsReason extends DomainError {
  readonly code = 'lifecycle.reason_missing';
  readonly kind = 'invalid';
  override readonly errors = [
    {
      pointer: '/reason',
      code: 'too_short',
      message: 'The history of every case keeps the reason; say it in a few words',
    },
  ];

  constructor() {
    super('A migration needs a reason that a later reader can use');
  }
}

export class ChangeNotFound extends DomainError {
  readonly code = 'lifecycle.change_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such rehearsal or migration, or you may not see it');
  }
}

/** An undoing is not undone: migrate again. */
export class NotUndoable extends DomainError {
  readonly code = 'lifecycle.not_undoable';
  readonly kind = 'refused';

  constructor() {
    super('This was the undoing of a migration; to go forward again, migrate again');
  }
}
