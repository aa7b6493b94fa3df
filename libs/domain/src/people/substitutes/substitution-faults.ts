import type { HeldRole } from '../actor.js';
import type { SubstituteNotPossible } from '../people.errors.js';
import { HEADQUARTERS } from '../role-kinds.js';

/** An absence longer than a quarter of a year wants a successor, not a substitute. */
export const LONGEST_SUBSTITUTION_DAYS = 92;

const DAY_MS = 86_400_000;

/** What is wrong with a substitution as it is described, all of it at once. */
export function* faultsOf(
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

/** Whether somebody with these roles acts for the State, office or organisation of a role already. */
export function isOfSameBody(roles: readonly HeldRole[], role: HeldRole): boolean {
  if (role.stateCode !== null) return roles.some(({ stateCode }) => stateCode === role.stateCode);
  if (role.officeCode !== null) return roles.some(({ officeCode }) => officeCode === role.officeCode);
  return roles.some(
    (held) => held.stateCode === null && (held.officeCode === null || held.officeCode === HEADQUARTERS),
  );
}
