import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { canonicalEmail } from './accounts.js';
import type { Actor, HeldRole } from './actor.js';
import { SubstituteNotPossible } from './people.errors.js';
import { HEADQUARTERS } from './role-kinds.js';

/** An absence longer than a quarter of a year wants a successor, not a substitute. */
export const LONGEST_SUBSTITUTION_DAYS = 92;

const DAY_MS = 86_400_000;

/** Somebody who will be away names a colleague of the same State or office to act in one of their roles meanwhile. */
export class NameSubstitute {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @returns the id of the substitution.
   * @throws SubstituteNotPossible
   */
  execute(
    actor: Actor,
    absence: {
      readonly role: HeldRole;
      readonly substituteEmail: string;
      readonly fromAt: Date | null;
      readonly untilAt: Date;
    },
  ): Promise<string> {
    return this.unitOfWork.run(async (stores) => {
      const { mandates, audit } = stores;
      const time = await stores.now();
      const fromAt = absence.fromAt !== null && absence.fromAt > time ? absence.fromAt : time;
      const colleague = await mandates.colleague(canonicalEmail(absence.substituteEmail));
      const isColleague =
        colleague !== null && colleague.personId !== actor.personId && isOfSameBody(colleague.roles, absence.role);
      const faults = [...faultsOf(fromAt, absence.untilAt, isColleague)];
      if (faults.length > 0 || !colleague) throw new SubstituteNotPossible(faults);

      const id = await mandates.addSubstitute({
        role: absence.role,
        absentPersonId: actor.personId,
        substituteId: colleague.personId,
        fromAt,
        untilAt: absence.untilAt,
      });
      // Also where the role is itself held for somebody absent: who stands in does not pass it on.
      if (id === null)
        throw new SubstituteNotPossible([
          { pointer: '/role', code: 'not_held', message: 'You do not hold this role yourself' },
        ]);
      audit.append({
        kind: 'substitute-named',
        actorId: actor.personId,
        subject: { type: 'person', id: colleague.personId },
        detail: { assignmentId: id, role: absence.role.role, untilAt: absence.untilAt.toISOString() },
      });
      return id;
    });
  }
}

function* faultsOf(
  fromAt: Date,
  untilAt: Date,
  isColleague: boolean,
): Generator<SubstituteNotPossible['errors'][number]> {
  if (untilAt <= fromAt) yield { pointer: '/untilAt', code: 'order', message: 'An absence ends after it begins' };
  if (untilAt.getTime() - fromAt.getTime() > LONGEST_SUBSTITUTION_DAYS * DAY_MS) {
    yield {
      pointer: '/untilAt',
      code: 'too_long',
      message: `A substitute stands in for at most ${LONGEST_SUBSTITUTION_DAYS} days`,
    };
  }
  // One answer for a stranger and for an address without an account.
  if (!isColleague) {
    yield {
      pointer: '/substituteEmail',
      code: 'colleague',
      message: 'A substitute is a colleague who acts for the same State or office already',
    };
  }
}

function isOfSameBody(roles: readonly HeldRole[], role: HeldRole): boolean {
  if (role.stateCode !== null) return roles.some(({ stateCode }) => stateCode === role.stateCode);
  if (role.officeCode !== null) return roles.some(({ officeCode }) => officeCode === role.officeCode);
  return roles.some(
    (held) => held.stateCode === null && (held.officeCode === null || held.officeCode === HEADQUARTERS),
  );
}
