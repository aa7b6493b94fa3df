import type { HeldRole } from './actor.js';
import { RoleNotKnown, RoleScopeWrong } from './people.errors.js';

/** For whom a role can be held. */
export type RoleScope = 'state' | 'office' | 'organisation';

/** The office code of headquarters in the table of offices. */
export const HEADQUARTERS = 'HQ';

/**
 * Every role somebody can hold and for whom. Auditors and administrators hold no part in any case: the one sees the
 * audit trail, the other accounts and settings.
 */
export const ROLE_KINDS = {
  'focal-point': ['state'],
  'permanent-mission': ['state'],
  'intake-officer': ['office'],
  'triage-officer': ['office'],
  'case-officer': ['office'],
  'office-head': ['office'],
  'due-diligence-adviser': ['office', 'organisation'],
  'hq-manager': ['organisation'],
  auditor: ['organisation'],
  administrator: ['organisation'],
} as const satisfies Readonly<Record<string, readonly RoleScope[]>>;

export type RoleKind = keyof typeof ROLE_KINDS;

export function isRoleKind(role: string): role is RoleKind {
  return Object.hasOwn(ROLE_KINDS, role);
}

/**
 * Checks that a role exists and is held for the right kind of body.
 * @throws RoleNotKnown, RoleScopeWrong
 */
export function checkRole(held: HeldRole): void {
  if (!isRoleKind(held.role)) throw new RoleNotKnown(held.role, Object.keys(ROLE_KINDS));
  const allowed: readonly RoleScope[] = ROLE_KINDS[held.role];
  const isOfTwo = held.stateCode !== null && held.officeCode !== null;
  if (isOfTwo || !allowed.includes(scopeOf(held))) throw new RoleScopeWrong(held.role, allowed);
}

function scopeOf(held: HeldRole): RoleScope {
  if (held.stateCode !== null) return 'state';
  return held.officeCode !== null ? 'office' : 'organisation';
}
