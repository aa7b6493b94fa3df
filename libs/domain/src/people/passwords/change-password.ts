import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import type { Passwords } from '../accounts.js';
import { leaveLetter } from '../letters/leave-letter.js';
import { faultOfPassword, messageOf } from '../password-rules.js';
import { CurrentPasswordRefused, NotSignedIn, PasswordNotAcceptable, TooManyAttempts } from '../people.errors.js';
import type { PeopleDirectory } from '../people-directory.js';
import { ATTEMPT_LIMITS, type AttemptBudget, type SignInAttempts } from '../sign-in-attempts.js';

/** Somebody who has signed in chooses another password, knowing the present one. */
export class ChangePassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: PeopleDirectory,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * @returns the new secret of the session it was asked in; all others have ended.
   * @throws TooManyAttempts, CurrentPasswordRefused (also where there is none), PasswordNotAcceptable, NotSignedIn
   */
  async execute(claim: {
    readonly personId: string;
    readonly sessionId: string;
    readonly currentPassword: string;
    readonly newPassword: string;
  }): Promise<string> {
    const { personId } = claim;
    // A session left open on a shared machine is no place to guess the password from.
    const budgets: readonly AttemptBudget[] = [
      { kind: 'account', subject: `password of ${personId}`, ...ATTEMPT_LIMITS.account },
    ];
    const waitSeconds = await this.attempts.spend(budgets);
    if (waitSeconds !== null) throw new TooManyAttempts(waitSeconds);
    const person = await this.directory.byId(personId);
    if (!person) throw new NotSignedIn();

    const presentHash = await this.unitOfWork.run(
      async ({ passwords }) => (await passwords.lock(personId))?.passwordHash,
    );
    if (!(await this.passwords.matches(presentHash ?? null, claim.currentPassword))) throw new CurrentPasswordRefused();
    await this.attempts.giveBack(budgets);
    const fault = faultOfPassword(claim.newPassword, person);
    if (fault) throw new PasswordNotAcceptable(fault, messageOf(fault), '/newPassword');
    const newHash = await this.passwords.hash(claim.newPassword);

    return this.unitOfWork.run(async (stores) => {
      // Somebody else who knew the password may have been faster.
      if ((await stores.passwords.lock(personId))?.passwordHash !== presentHash) throw new CurrentPasswordRefused();
      await stores.passwords.set(personId, newHash, claim.sessionId);
      stores.audit.append({
        kind: 'password-set',
        actorId: personId,
        subject: { type: 'person', id: personId },
        detail: { by: 'change' },
      });
      await leaveLetter(stores, { kind: 'password-changed', personId, askedBy: null });
      return stores.passwords.rotateSession(claim.sessionId);
    });
  }
}
