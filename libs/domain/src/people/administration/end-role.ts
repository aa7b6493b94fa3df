import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { type AccountDecision, accountToChange } from './account-decision.js';
import { RoleByMandate, RoleNotFound } from './administration.errors.js';

/** A role is taken back, now or from a date on; what the person does next is judged without it. */
export class EndRole {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param end `at` in the past, or null, means now.
   * @throws OwnAccount, AccountNotFound, AccountChangedMeanwhile, RoleNotFound, RoleByMandate
   */
  async execute(
    decision: AccountDecision,
    roleId: string,
    end: { readonly at: Date | null; readonly reason: string },
  ): Promise<void> {
    await this.unitOfWork.run((stores) =>
      stores.repeats.once(decision.repeatable ?? null, async () => {
        const { personId } = await accountToChange(stores, decision);
        const assignment = await stores.register.lockRole(personId, roleId);
        if (!assignment) throw new RoleNotFound();
        if (assignment.cameBy === 'mandate' && decision.decidedBy !== null) throw new RoleByMandate();
        const now = await stores.now();
        const wished = end.at !== null && end.at > now ? end.at : now;
        const at = assignment.untilAt !== null && assignment.untilAt < wished ? assignment.untilAt : wished;
        await stores.register.endRole(roleId, { at, by: decision.decidedBy, reason: end.reason });
        await stores.register.raiseVersion(personId);
        const { role, stateCode, officeCode } = assignment.role;
        stores.audit.append({
          kind: 'role-withdrawn',
          actorId: decision.decidedBy,
          subject: { type: 'person', id: personId },
          detail: { assignmentId: roleId, role, stateCode, officeCode, untilAt: at.toISOString() },
        });
        return null;
      }),
    );
  }
}
