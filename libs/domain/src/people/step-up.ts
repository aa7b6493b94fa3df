import { SecondFactorRefused, TooManyAttempts } from './people.errors.js';
import type { SecondFactors } from './second-factors.js';
import type { Sessions } from './sessions.js';
import { ATTEMPT_LIMITS, type AttemptBudget, type SignInAttempts } from './sign-in-attempts.js';

/** Somebody who has signed in shows the second factor, for what asks for more than a session. */
export class StepUp {
  constructor(
    private readonly secondFactors: SecondFactors,
    private readonly attempts: SignInAttempts,
    private readonly sessions: Sessions,
  ) {}

  /** @throws SecondFactorRefused, TooManyAttempts */
  async execute(personId: string, sessionId: string, code: string): Promise<void> {
    const budgets: readonly AttemptBudget[] = [
      { kind: 'account', subject: `second factor of ${personId}`, ...ATTEMPT_LIMITS.account },
    ];
    const waitSeconds = await this.attempts.spend(budgets);
    if (waitSeconds !== null) throw new TooManyAttempts(waitSeconds);
    if ((await this.secondFactors.check(personId, code)) === null) throw new SecondFactorRefused();
    await this.attempts.giveBack(budgets);
    await this.sessions.stepUp(sessionId);
  }
}
