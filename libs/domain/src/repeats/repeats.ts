import type { JsonValue } from '#libs/workflow';
import { DomainError } from '../errors.js';

/** A call that its sender may repeat without fear of acting twice (`Idempotency-Key`). */
export interface Repeatable {
  readonly personId: string;
  readonly key: string;
  /** Stands for what was asked: another content under the same key is a mistake of the sender. */
  readonly fingerprint: Buffer;
}

/** Remembers answers for 24 hours, in the transaction of the act itself. */
export interface Repeats {
  /**
   * Runs the act, or gives the answer it gave before. The caller has checked already that the person may still act.
   * @throws RepeatInProgress while the first call is still running; RepeatDiffers for another content under the same key.
   */
  once<Answer extends JsonValue>(repeatable: Repeatable | null, act: () => Promise<Answer>): Promise<Answer>;
}

export class RepeatInProgress extends DomainError {
  readonly code = 'repeat.in_progress';
  readonly kind = 'conflict';
  readonly headers = { 'retry-after': '1' };

  constructor() {
    super(
      'The first call with this Idempotency-Key is still being carried out; repeat it in a moment to get its answer',
    );
  }
}

export class RepeatDiffers extends DomainError {
  readonly code = 'repeat.differs';
  readonly kind = 'invalid';

  constructor() {
    super('This Idempotency-Key was used for another content; use a new key for a new act');
  }
}
