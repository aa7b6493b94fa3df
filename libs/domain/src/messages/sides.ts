import type { Actor } from '../people/actor.js';
import { ROLE_KINDS, isRoleKind } from '../people/role-kinds.js';
import { type CaseInvolvement, rolesOnCase } from '../people/roles-on-case.js';

/** The two sides of a conversation: the State that asks, and whoever works for it (offices and headquarters). */
export type Side = 'state' | 'office';

/** Whether a role is held for a State: its holders are on the State's side of every conversation. */
export function isStateRole(role: string): boolean {
  return isRoleKind(role) && (ROLE_KINDS[role] as readonly string[]).includes('state');
}

/** The side of whoever acted in this role. */
export function sideOfRole(role: string): Side {
  return isStateRole(role) ? 'state' : 'office';
}

/**
 * On which side somebody speaks in the conversation on a case; null without a part in the case. Whoever holds a role of
 * the requesting State is on its side, whatever else they hold.
 */
export function sideOnCase(actor: Actor, theCase: CaseInvolvement): Side | null {
  const roles = rolesOnCase(actor, theCase);
  if (roles.length === 0) return null;
  return roles.some(isStateRole) ? 'state' : 'office';
}

/**
 * The same person with what they hold for offices and headquarters only; null for the people of the requesting State,
 * to whom internal notes do not exist. Whether the rest sees the case is for visibility to say.
 */
export function asStaff(actor: Actor, requestingState: string): Actor | null {
  const isOfTheState = actor.roles.some(({ role, stateCode }) => isStateRole(role) && stateCode === requestingState);
  if (isOfTheState) return null;
  const roles = actor.roles.filter(({ role }) => !isStateRole(role));
  return roles.length === 0 ? null : { ...actor, roles };
}
