import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { leaveLetter } from '../letters/leave-letter.js';
import { type AccountDecision, accountToChange } from './account-decision.js';
import { SecondFactorAbsent } from './administration.errors.js';

/** All sessions of somebody end at once, for example because a machine was lost. */
export class EndSessionsOf {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns how many were open. @throws OwnAccount, AccountNotFound */
  execute(decision: Omit<AccountDecision, 'seenVersion'>): Promise<number> {
    return this.unitOfWork.run(async (stores) => {
      const { personId } = await accountToChange(stores, { ...decision, seenVersion: null });
      const count = await stores.register.endSessions(personId);
      stores.audit.append({
        kind: 'sessions-ended',
        actorId: decision.decidedBy,
        subject: { type: 'person', id: personId },
        detail: { count },
      });
      return count;
    });
  }
}

/**
 * The second factor of somebody who lost the device is forgotten, and their sessions end: whoever holds the device holds
 * nothing. They are told by mail, in case it was not they who asked.
 */
export class RemoveSecondFactorOf {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws OwnAccount, AccountNotFound, SecondFactorAbsent */
  async execute(decision: Omit<AccountDecision, 'seenVersion'>): Promise<void> {
    await this.unitOfWork.run(async (stores) => {
      const { personId } = await accountToChange(stores, { ...decision, seenVersion: null });
      if (!(await stores.register.removeSecondFactor(personId))) throw new SecondFactorAbsent();
      const sessionsEnded = await stores.register.endSessions(personId);
      stores.audit.append({
        kind: 'second-factor-removed',
        actorId: decision.decidedBy,
        subject: { type: 'person', id: personId },
        detail: { sessionsEnded },
      });
      await leaveLetter(stores, { kind: 'second-factor-removed', personId, askedBy: decision.decidedBy });
    });
  }
}
