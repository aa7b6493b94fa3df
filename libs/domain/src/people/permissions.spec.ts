import { describe, expect, it } from '@jest/globals';
import { mayAsk, type PermissionName, PERMISSIONS, TOKEN_SCOPES } from './permissions.js';
import { isRoleKind, ROLE_KINDS } from './role-kinds.js';

const holder = (...roles: readonly string[]) => ({
  personId: 'p',
  displayName: 'Somebody',
  language: 'en' as const,
  isCleared: false,
  roles: roles.map((role) => ({ role, stateCode: null, officeCode: null })),
});

describe('a permission', () => {
  it('names roles that exist', () => {
    for (const { roles } of Object.values(PERMISSIONS))
      if (roles !== 'everybody') for (const role of roles) expect(isRoleKind(role)).toBe(true);
  });

  it('is for those who hold one of its roles, and for nobody else', () => {
    expect(mayAsk(holder('auditor', 'office-head'), 'calendars.change')).toBe(true);
    expect(mayAsk(holder('auditor'), 'calendars.change')).toBe(false);
    expect(mayAsk(holder(), 'cases.act')).toBe(false);
  });

  it.each(['auditor', 'administrator'])('of acting on cases is never the %s’s', (role) => {
    for (const name of ['cases.begin', 'cases.act', 'readers.change', 'emergency.enter'] as const)
      expect(mayAsk(holder(role), name)).toBe(false);
  });

  it('for everybody is for people without any role too', () => {
    expect(mayAsk(holder(), 'account.use')).toBe(true);
    expect(Object.keys(ROLE_KINDS).every((role) => mayAsk(holder(role), 'cases.read'))).toBe(true);
  });
});

describe('an API token', () => {
  it('can be given nothing that changes how an account is entered, or who reads a case', () => {
    const forPeople: readonly PermissionName[] = [
      'account.use',
      'tokens.manage',
      'readers.change',
      'emergency.enter',
      'people.read',
      'people.invite',
      'people.manage',
      'mandates.change',
    ];
    expect(TOKEN_SCOPES.filter((scope) => forPeople.includes(scope))).toEqual([]);
    expect(TOKEN_SCOPES).toContain('cases.read');
  });
});
