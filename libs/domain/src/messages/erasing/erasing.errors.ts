import { DomainError } from '../../errors.js';

/** What must be forgotten is decided by who answers for the case. */
export class ErasingNotYours extends DomainError {
  readonly code = 'erasing.not_yours';
  readonly kind = 'forbidden';
  override readonly details: { readonly rolesNeeded: readonly string[] };

  constructor(rolesNeeded: readonly string[]) {
    super('Words are erased by the head of the lead office or by headquarters');
    this.details = { rolesNeeded };
  }
}

/** Questions and answers are acts: what was asked and answered explains why the clocks of the case stood still. */
export class WordsOfAnAct extends DomainError {
  readonly code = 'erasing.words_of_an_act';
  readonly kind = 'refused';

  constructor() {
    super('A question and its answer are acts in the history of the case, which nobody rewrites');
  }
}

export class ErasedAlready extends DomainError {
  readonly code = 'erasing.done_already';
  readonly kind = 'conflict';

  constructor() {
    super('These words have been erased already');
  }
}

/** Absent, on another case, or on a case that is not for the caller. */
export class NoteNotFound extends DomainError {
  readonly code = 'messages.note_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such note on this case');
  }
}
