import { DomainError } from '../errors.js';

/** A draft is the State's own, and a case that has ended is answered with an act of its lifecycle, not with a letter. */
export class ConversationClosed extends DomainError {
  readonly code = 'messages.conversation_closed';
  readonly kind = 'refused';

  constructor(why: 'draft' | 'ended') {
    super(
      why === 'draft'
        ? 'The conversation begins when the request has been submitted'
        : 'The case has ended and nothing more is due on it; what can still be done is listed under its transitions',
    );
  }
}

/** Somebody may read the case but has no part in it, and so no voice. */
export class NoVoiceInConversation extends DomainError {
  readonly code = 'messages.no_part';
  readonly kind = 'forbidden';

  constructor() {
    super('Only people with a part in the case write to the other side; a supporting office reads and writes notes');
  }
}

/** Somebody was addressed by name who may not read it. Whether there is such a person is not told. */
export class MentionNotPossible extends DomainError {
  readonly code = 'messages.mention_not_possible';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(places: readonly number[]) {
    super('Only people who may read this can be addressed by name');
    this.errors = places.map((place) => ({
      pointer: `/mentions/${place}`,
      code: 'mention_not_possible',
      message: 'This person cannot be addressed here',
    }));
  }
}

/** Absent, or on a case that is not for the caller. */
export class MessageNotFound extends DomainError {
  readonly code = 'messages.not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such message on this case');
  }
}

/** A text in its own language is the original, which nobody replaces. */
export class TranslationIntoItself extends DomainError {
  readonly code = 'messages.translation_into_itself';
  readonly kind = 'invalid';
  override readonly errors = [
    { pointer: '/language', code: 'same_language', message: 'Name another language than that of the original' },
  ];

  constructor() {
    super('The original is in this language already, and stays the authentic text');
  }
}

/** The lifecycle of the case has no act for it. */
export class NoSuchAct extends DomainError {
  readonly code = 'messages.no_such_act';
  readonly kind = 'refused';

  constructor(what: 'ask' | 'answer') {
    super(
      what === 'ask'
        ? 'The lifecycle of this case knows no question to the State'
        : 'The lifecycle of this case knows no answer of the State',
    );
  }
}
