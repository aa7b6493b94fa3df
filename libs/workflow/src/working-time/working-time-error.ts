/** Why a time could not be computed. Stable: callers map it to their own errors. */
export type WorkingTimeFault =
  | 'unknown_zone'
  | 'limit_not_positive'
  | 'limit_absurd'
  | 'beyond_horizon'
  | 'instant_out_of_range'
  | 'inverted_period'
  | 'no_calendar';

/** A question working time has no answer to. An expected no, in words a person can act on; never a loop. */
export class WorkingTimeError extends Error {
  override readonly name = 'WorkingTimeError';

  constructor(
    readonly code: WorkingTimeFault,
    message: string,
  ) {
    super(message);
  }
}
