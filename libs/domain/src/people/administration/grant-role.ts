import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import type { HeldRole } from '../actor.js';
import { checkRole } from '../role-kinds.js';
import { type AccountDecision, accountToChange } from './account-decision.js';
import { AccountClosed, RoleByMandate, RoleInvalid } from './administration.errors.js';

/** Somebody is given a role, from a date on, for good or until another. */
export class GrantRole {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param grant `fromAt` in the past, or null, means now.
   * @returns the id of the assignment.
   * @throws OwnAccount, AccountNotFound, AccountChangedMeanwhile, AccountClosed, RoleNotKnown, RoleScopeWrong,
   * RoleScopeNotKnown, RoleByMandate, RoleInvalid, RoleHeld
   */
  execute(
    decision: AccountDecision,
    grant: { readonly role: HeldRole; readonly fromAt: Date | null; readonly untilAt: Date | null },
  ): Promise<string> {
    checkRole(grant.role);
    // Whoever works at the command line holds the database, and enters a State's first focal point.
    if (grant.role.role === 'focal-point' && decision.decidedBy !== null) throw new RoleByMandate();
    return this.unitOfWork.run((stores) =>
      stores.repeats.once(decision.repeatable ?? null, async () => {
        const { personId, isActive } = await accountToChange(stores, decision);
        if (!isActive) throw new AccountClosed();
        const now = await stores.now();
        const fromAt = grant.fromAt !== null && grant.fromAt > now ? grant.fromAt : now;
        if (grant.untilAt !== null && grant.untilAt <= fromAt)
          throw new RoleInvalid([{ pointer: '/untilAt', code: 'order', message: 'A role ends after it begins' }]);
        const id = await stores.register.grant(personId, { ...grant, fromAt, grantedBy: decision.decidedBy });
        await stores.register.raiseVersion(personId);
        const { role, stateCode, officeCode } = grant.role;
        stores.audit.append({
          kind: 'role-granted',
          actorId: decision.decidedBy,
          subject: { type: 'person', id: personId },
          detail: {
            ...{ assignmentId: id, role, stateCode, officeCode },
            ...{ fromAt: fromAt.toISOString(), untilAt: grant.untilAt?.toISOString() ?? null },
          },
        });
        return id;
      }),
    );
  }
}
