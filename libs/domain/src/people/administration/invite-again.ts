import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { leaveLetter } from '../letters/leave-letter.js';
import { type AccountDecision, accountToChange } from './account-decision.js';
import { AccountClosed } from './administration.errors.js';

/** An administrator has an invitation mailed again. It replaces the one before when it is sent. */
export class InviteAgain {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws OwnAccount, AccountNotFound, AccountClosed */
  async execute(decision: Omit<AccountDecision, 'seenVersion'>): Promise<void> {
    await this.unitOfWork.run((stores) =>
      stores.repeats.once(decision.repeatable ?? null, async () => {
        const account = await accountToChange(stores, { ...decision, seenVersion: null });
        if (!account.isActive) throw new AccountClosed();
        await leaveLetter(stores, {
          kind: 'invitation',
          personId: account.personId,
          askedBy: decision.decidedBy,
        });
        return null;
      }),
    );
  }
}
