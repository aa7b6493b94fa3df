import { describe, expect, it } from '@jest/globals';
import { RoleNotKnown, RoleScopeWrong } from './people.errors.js';
import { checkRole, isRoleKind } from './role-kinds.js';

describe('a role', () => {
  it.each([
    { role: 'focal-point', stateCode: 'KEN', officeCode: null },
    { role: 'office-head', stateCode: null, officeCode: 'ROEA' },
    { role: 'due-diligence-adviser', stateCode: null, officeCode: 'ROEA' },
    { role: 'due-diligence-adviser', stateCode: null, officeCode: null },
    { role: 'auditor', stateCode: null, officeCode: null },
  ])('can be held as $role for $stateCode$officeCode', (role) => {
    expect(() => checkRole(role)).not.toThrow();
  });

  it.each([
    { role: 'focal-point', stateCode: null, officeCode: null },
    { role: 'focal-point', stateCode: null, officeCode: 'ROEA' },
    { role: 'focal-point', stateCode: 'KEN', officeCode: 'ROEA' },
    { role: 'hq-manager', stateCode: null, officeCode: 'ROEA' },
    { role: 'administrator', stateCode: 'KEN', officeCode: null },
    { role: 'office-head', stateCode: null, officeCode: null },
  ])('cannot be held as $role for $stateCode and $officeCode', (role) => {
    expect(() => checkRole(role)).toThrow(RoleScopeWrong);
  });

  it.each(['', 'system', 'constructor', '__proto__', 'Focal-Point'])('is not known as "%s"', (role) => {
    expect(isRoleKind(role)).toBe(false);
    expect(() => checkRole({ role, stateCode: null, officeCode: null })).toThrow(RoleNotKnown);
  });
});
