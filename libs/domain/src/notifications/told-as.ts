import { isAddressedTo, isLeftOut } from '../messages/audience.js';
import { asStaff } from '../messages/sides.js';
import type { Actor } from '../people/actor.js';
import { type CaseInvolvement, rolesOnCase } from '../people/roles-on-case.js';

/**
 * Whether somebody is told of a case in one of these roles. It follows the roles people have on a case, but for one:
 * several people may act as case officer, and telling all of them would teach them not to read. The officer named for the
 * case is told; until one is named, the head of the lead office, who answers for the case. People addressed by name are
 * told whatever their roles.
 */
export function isToldAs(actor: Actor, theCase: CaseInvolvement, audience: readonly string[]): boolean {
  if (isLeftOut(audience, actor.personId)) return false;
  const roles = rolesOnCase(actor, theCase);
  return audience.some((role) => {
    if (role.includes(':')) return isAddressedTo(role, actor, theCase.requestingState);
    if (role !== 'case-officer') return roles.includes(role);
    return theCase.caseOfficerId === null
      ? roles.includes('office-head')
      : theCase.caseOfficerId === actor.personId && roles.includes(role);
  });
}

const STATE_ROLES = ['focal-point', 'permanent-mission'];

/**
 * Whether somebody who watches a case is told as well: of what the roles of their own side are told. What is said to
 * staff stays with staff, and what is said to people by name with them.
 */
export function isToldAsWatcher(actor: Actor, theCase: CaseInvolvement, audience: readonly string[]): boolean {
  if (isLeftOut(audience, actor.personId)) return false;
  const roles = audience.filter((address) => !address.includes(':'));
  return asStaff(actor, theCase.requestingState) !== null
    ? roles.length > 0
    : roles.some((role) => STATE_ROLES.includes(role));
}
