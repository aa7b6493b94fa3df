import { DomainError } from '#libs/domain';
import { JobGivenUp } from '#libs/infrastructure';
import { causeOf } from './cause-of.js';

export interface JobOutcomes {
  /** An expected no: no further try can help. */
  onGivenUp(cause: string, error: DomainError): Promise<void>;
  /** A passing fault or a bug: the queue tries again, with growing pauses. */
  onFailed(cause: string, error: unknown): Promise<void>;
}

/** A job failed and may be tried again. Carries a code only, since the queue keeps what it is thrown. */
export class JobFailed extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Decides alike for all jobs what a failure means. */
export async function runJob(work: () => Promise<void>, outcomes: JobOutcomes): Promise<void> {
  try {
    await work();
  } catch (error) {
    const cause = causeOf(error);
    if (error instanceof DomainError) {
      // If this cannot be recorded, the error of the recording goes up instead: nothing is given up unseen.
      await outcomes.onGivenUp(cause, error);
      throw new JobGivenUp(cause);
    }
    await outcomes.onFailed(cause, error);
    throw new JobFailed(cause);
  }
}
