import { type Accounts, canonicalEmail, type Passwords } from './accounts.js';
import { SignInRefused, TooManyAttempts } from './people.errors.js';
import type { OpenedSession, Sessions } from './sessions.js';
import { ATTEMPT_LIMITS, type AttemptBudget, type SignInAttempts } from './sign-in-attempts.js';

/** Opens a session for somebody who knows the password of an account. */
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly sessions: Sessions,
  ) {}

  /** @throws SignInRefused, TooManyAttempts */
  async execute(claim: {
    readonly email: string;
    readonly password: string;
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

    await this.attempts.giveBack(budgets);
    if (this.passwords.isOutdated(account.passwordHash)) {
      await this.accounts.changePasswordHash(account.personId, await this.passwords.hash(claim.password));
    }
    return this.sessions.open({
      personId: account.personId,
      method: 'password',
      userAgent: claim.userAgent,
      source: claim.source,
      replacesToken: claim.replacesToken,
    });
  }
}
