import { isAddressedTo, isLeftOut } from '../messages/audience.js';
import { isStateRole } from '../messages/sides.js';
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

/**
 * Whether somebody who watches a case, or keeps a webhook that does, is told of an event on it, whatever their roles. Of the lifecycle, that is: what
 * is written to people by name, and notes of staff, are for those they are written to. Whoever acts for the State is told
 * only of what its people are told of.
 */
export function isToldAsWatcher(
  actor: Actor,
  theCase: Pick<CaseInvolvement, 'requestingState'>,
  audience: readonly string[],
): boolean {
  if (audience.some((role) => role.includes(':')) || isLeftOut(audience, actor.personId)) return false;
  const isOfState = actor.roles.some(({ stateCode }) => stateCode === theCase.requestingState);
  return !isOfState || audience.some(isStateRole);
}
