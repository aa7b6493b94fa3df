import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { canonicalEmail, type Passwords } from '../accounts.js';
import { leaveLetter } from '../letters/leave-letter.js';
import { faultOfPassword, messageOf } from '../password-rules.js';
import { PasswordNotAcceptable, RecoveryNotValid, TooManyAttempts } from '../people.errors.js';
import { ATTEMPT_LIMITS, type AttemptBudget, RECOVERY_LIMITS, type SignInAttempts } from '../sign-in-attempts.js';
import type { PasswordRecoveries } from './password-store.js';

/**
 * Somebody who forgot a password asks for another. Whether there is an account is looked up by the worker, later: here
 * every address is the same work, so that neither the answer nor its time tells anything.
 */
export class AskForRecovery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttempts,
  ) {}

  /** @throws TooManyAttempts */
  async execute(claim: { readonly email: string; readonly source: string }): Promise<void> {
    const email = canonicalEmail(claim.email);
    const waitSeconds = await this.attempts.spend([
      { kind: 'account', subject: `recovery of ${email}`, ...RECOVERY_LIMITS.account },
      { kind: 'source', subject: `recoveries from ${claim.source}`, ...RECOVERY_LIMITS.source },
    ]);
    if (waitSeconds !== null) throw new TooManyAttempts(waitSeconds);
    await this.unitOfWork.run(async ({ accountLetters, outbox }) => {
      outbox.append('account.letter', { letterId: await accountLetters.askRecovery(email) });
    });
  }
}

/** Somebody sets a password with the link from their mail. It opens no session, and a second factor is asked for as ever. */
export class AcceptRecovery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recoveries: PasswordRecoveries,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
  ) {}

  /** @throws TooManyAttempts, RecoveryNotValid, PasswordNotAcceptable */
  async execute(claim: { readonly token: string; readonly password: string; readonly source: string }): Promise<void> {
    const budgets: readonly AttemptBudget[] = [{ kind: 'source', subject: claim.source, ...ATTEMPT_LIMITS.source }];
    const waitSeconds = await this.attempts.spend(budgets);
    if (waitSeconds !== null) throw new TooManyAttempts(waitSeconds);
    const holder = await this.recoveries.find(claim.token);
    if (!holder) throw new RecoveryNotValid();
    await this.attempts.giveBack(budgets);
    const fault = faultOfPassword(claim.password, holder);
    if (fault) throw new PasswordNotAcceptable(fault, messageOf(fault));
    const passwordHash = await this.passwords.hash(claim.password);

    await this.unitOfWork.run(async (stores) => {
      // Used up here, under a lock: of two who show the same link, one sets a password.
      const personId = await stores.passwords.takeRecovery(claim.token);
      if (personId === null) throw new RecoveryNotValid();
      await stores.passwords.set(personId, passwordHash, null);
      stores.audit.append({
        kind: 'password-set',
        actorId: personId,
        subject: { type: 'person', id: personId },
        detail: { by: 'recovery' },
      });
      await leaveLetter(stores, { kind: 'password-changed', personId, askedBy: null });
    });
  }
}
