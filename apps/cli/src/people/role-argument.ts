import { checkRole, type HeldRole, isRoleKind, ROLE_KINDS, type RoleScope } from '#libs/domain';

/**
 * Reads a role as an operator types it: `auditor`, `focal-point@KEN`, `office-head@ROEA`.
 * @throws RoleNotKnown, RoleScopeWrong
 */
export function readRole(text: string): HeldRole {
  const [role = '', scope] = text.split('@');
  const code = scope?.toUpperCase() ?? null;
  const kinds: readonly RoleScope[] = isRoleKind(role) ? ROLE_KINDS[role] : [];
  const held = kinds.includes('state')
    ? { role, stateCode: code, officeCode: null }
    : { role, stateCode: null, officeCode: code };
  checkRole(held);
  return held;
}

export function writeRole({ role, stateCode, officeCode }: HeldRole): string {
  const scope = stateCode ?? officeCode;
  return scope === null ? role : `${role}@${scope}`;
}
