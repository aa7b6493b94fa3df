import { DomainError } from '../errors.js';
import type { TextFault } from './text-document.js';

export class UnknownText extends DomainError {
  readonly code = 'texts.not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no text with this key');
  }
}

/** The words cannot be used; every reason at once. */
export class TextNotUsable extends DomainError {
  readonly code = 'texts.not_usable';
  readonly kind = 'invalid';

  constructor(override readonly errors: readonly TextFault[]) {
    super('A letter cannot be made of these words');
  }
}

/** Somebody edited the text meanwhile. */
export class TextChangedMeanwhile extends DomainError {
  readonly code = 'texts.changed_meanwhile';
  readonly kind = 'stale';
  override readonly details: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(seenVersion: number, presentVersion: number) {
    super(`You decided on version ${seenVersion} of this text; it is at version ${presentVersion} now`);
    this.details = { presentVersion };
    this.headers = { etag: `"v${presentVersion}"` };
  }
}
