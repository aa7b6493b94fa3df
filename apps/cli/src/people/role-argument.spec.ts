import { RoleNotKnown, RoleScopeWrong } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { readRole, writeRole } from './role-argument.js';

describe('a role as an operator types it', () => {
  it.each(['auditor', 'focal-point@KEN', 'office-head@ROEA', 'due-diligence-adviser', 'due-diligence-adviser@ROSEN'])(
    '%s comes back as it was',
    (text) => expect(writeRole(readRole(text))).toBe(text),
  );

  it('may be in small letters', () =>
    expect(readRole('focal-point@ken')).toEqual({ role: 'focal-point', stateCode: 'KEN', officeCode: null }));

  it.each(['auditor@HQ', 'focal-point', 'office-head'])('%s is refused for whom it is held', (text) =>
    expect(() => readRole(text)).toThrow(RoleScopeWrong),
  );

  it.each(['', 'chief@HQ', '__proto__'])('"%s" is refused as unknown', (text) =>
    expect(() => readRole(text)).toThrow(RoleNotKnown),
  );
});
