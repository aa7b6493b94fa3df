import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { type AccountDecision, accountToChange } from './account-decision.js';

/**
 * Somebody leaves: from this commit on nothing of theirs opens anything, neither session, token, stream nor mail with a
 * secret. Roles and names stay as they are; what waits for them is somebody else's to take over.
 */
export class CloseAccount {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Does nothing to an account that is closed. @throws OwnAccount, AccountNotFound, AccountChangedMeanwhile */
  async execute(decision: AccountDecision): Promise<void> {
    await this.unitOfWork.run((stores) =>
      stores.repeats.once(decision.repeatable ?? null, async () => {
        const { personId, isActive } = await accountToChange(stores, decision);
        if (!isActive) return null;
        await stores.register.close(personId);
        await stores.register.raiseVersion(personId);
        stores.audit.append({
          kind: 'account-closed',
          actorId: decision.decidedBy,
          subject: { type: 'person', id: personId },
          detail: {},
        });
        return null;
      }),
    );
  }
}

/** Somebody comes back: password, second factor and roles in force count again; sessions and API tokens do not come back. */
export class ReopenAccount {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Does nothing to an account that is open. @throws OwnAccount, AccountNotFound, AccountChangedMeanwhile */
  async execute(decision: AccountDecision): Promise<void> {
    await this.unitOfWork.run((stores) =>
      stores.repeats.once(decision.repeatable ?? null, async () => {
        const { personId, isActive } = await accountToChange(stores, decision);
        if (isActive) return null;
        await stores.register.reopen(personId);
        await stores.register.raiseVersion(personId);
        stores.audit.append({
          kind: 'account-reopened',
          actorId: decision.decidedBy,
          subject: { type: 'person', id: personId },
          detail: {},
        });
        return null;
      }),
    );
  }
}
