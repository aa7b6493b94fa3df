import { FreshSignInNeeded, type ResumedSession, STEP_UP_MINUTES, StepUpNeeded } from '#libs/domain';

/** @throws StepUpNeeded where the second factor was not shown lately in this session. */
export function requireStepUp(session: ResumedSession): void {
  if (!session.isSteppedUp) throw new StepUpNeeded(STEP_UP_MINUTES);
}

/** @throws FreshSignInNeeded where the session has been open for a while. */
export function requireFreshSignIn(session: ResumedSession): void {
  if (!session.isFresh) throw new FreshSignInNeeded(STEP_UP_MINUTES);
}
