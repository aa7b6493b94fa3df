import { type Accounts, canonicalEmail, type Passwords } from './accounts.js';
import { SecondFactorNeeded, SecondFactorRefused, SignInRefused, TooManyAttempts } from './people.errors.js';
import type { SecondFactorMethod, SecondFactors } from './second-factors.js';
import type { OpenedSession, Sessions } from './sessions.js';
import { ATTEMPT_LIMITS, type AttemptBudget, type SignInAttempts } from './sign-in-attempts.js';

/** Opens a session for somebody who knows the password of an account. */
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly sessions: Sessions,
    private readonly secondFactors: SecondFactors,
  ) {}

  /** @throws SignInRefused, SecondFactorNeeded, SecondFactorRefused, TooManyAttempts */
  async execute(claim: {
    readonly email: string;
    readonly password: string;
    /** Of the second factor, for an account that has one. */
    readonly code: string | null;
    /** The network the attempt comes from. */
    readonly source: string;
    readonly userAgent: string | null;
    readonly replacesToken: string | null;
  }): Promise<OpenedSession> {
    const email = canonicalEmail(claim.email);
    const budgets: readonly AttemptBudget[] = [
      { kind: 'account', subject: email, ...ATTEMPT_LIMITS.account },
      { kind: 'source', subject: claim.source, ...ATTEMPT_LIMITS.source },
    ];
    const waitSeconds = await this.attempts.spend(budgets);
    if (waitSeconds !== null) throw new TooManyAttempts(waitSeconds);

    const account = await this.accounts.findByEmail(email);
    const matches = await this.passwords.matches(account?.passwordHash ?? null, claim.password);
    if (!account?.passwordHash || !matches) throw new SignInRefused();

    const secondFactor = await this.secondFactorOf(account.personId, claim.code);
    await this.attempts.giveBack(budgets);
    if (this.passwords.isOutdated(account.passwordHash)) {
      await this.accounts.changePasswordHash(account.personId, await this.passwords.hash(claim.password));
    }
    return this.sessions.open({
      personId: account.personId,
      method: 'password',
      secondFactor,
      userAgent: claim.userAgent,
      source: claim.source,
      replacesToken: claim.replacesToken,
    });
  }

  /** Failures here are not given back either: whoever has the password has ten codes to guess, not a million. */
  private async secondFactorOf(personId: string, code: string | null): Promise<SecondFactorMethod | null> {
    if (!(await this.secondFactors.isEnrolled(personId))) return null;
    if (code === null) throw new SecondFactorNeeded();
    const method = await this.secondFactors.check(personId, code);
    if (method === null) throw new SecondFactorRefused();
    return method;
  }
}
