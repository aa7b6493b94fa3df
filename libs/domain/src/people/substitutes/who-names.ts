import type { Actor, HeldRole } from '../actor.js';

/**
 * Who names a substitute for somebody else. A State speaks for itself: nobody of the organisation lets another act for it.
 * The answer depends on the role alone, so that it tells nothing of who holds it.
 */
export function rolesToSubstituteFor(
  actor: Actor,
  { stateCode, officeCode }: HeldRole,
): { readonly isEntitled: boolean; readonly rolesNeeded: readonly string[] } {
  if (stateCode !== null) {
    const isMission = actor.roles.some((held) => held.role === 'permanent-mission' && held.stateCode === stateCode);
    return { isEntitled: isMission, rolesNeeded: ['permanent-mission'] };
  }
  const isAdministrator = actor.roles.some(({ role }) => role === 'administrator');
  if (officeCode === null) return { isEntitled: isAdministrator, rolesNeeded: ['administrator'] };
  const isHead = actor.roles.some((held) => held.role === 'office-head' && held.officeCode === officeCode);
  return { isEntitled: isAdministrator || isHead, rolesNeeded: ['office-head', 'administrator'] };
}
