import { describe, expect, it } from '@jest/globals';
import type { Actor, HeldRole } from '../people/actor.js';
import { asStaff, sideOfRole, sideOnCase } from './sides.js';

const THE_CASE = { requestingState: 'KEN', leadOffice: 'ROEA', supportingOffices: ['ROSEN'], caseOfficerId: null };

function somebody(...roles: readonly HeldRole[]): Actor {
  return { personId: 'ana', displayName: 'Ana', language: 'en', roles, isCleared: false };
}
const ofState = (stateCode: string, role = 'focal-point'): HeldRole => ({ role, stateCode, officeCode: null });
const ofOffice = (officeCode: string, role = 'office-head'): HeldRole => ({ role, stateCode: null, officeCode });

describe('the sides of a conversation', () => {
  it('are the State’s for its focal points and its mission, the office’s for everybody who works on the case', () => {
    expect(sideOnCase(somebody(ofState('KEN')), THE_CASE)).toBe('state');
    expect(sideOnCase(somebody(ofState('KEN', 'permanent-mission')), THE_CASE)).toBe('state');
    expect(sideOnCase(somebody(ofOffice('ROEA')), THE_CASE)).toBe('office');
    expect(sideOnCase(somebody({ role: 'hq-manager', stateCode: null, officeCode: null }), THE_CASE)).toBe('office');
    expect([sideOfRole('focal-point'), sideOfRole('case-officer'), sideOfRole('constructor')]).toEqual([
      'state',
      'office',
      'office',
    ]);
  });

  it('are nobody’s without a part in the case', () => {
    expect(sideOnCase(somebody(ofState('NER')), THE_CASE)).toBeNull();
    expect(sideOnCase(somebody(ofOffice('ROSEN')), THE_CASE)).toBeNull();
    expect(sideOnCase(somebody({ role: 'auditor', stateCode: null, officeCode: null }), THE_CASE)).toBeNull();
  });

  it('are the State’s for whoever holds a role of the State beside another one', () => {
    expect(sideOnCase(somebody(ofOffice('ROEA'), ofState('KEN')), THE_CASE)).toBe('state');
  });

  it('leave nobody of the requesting State among the staff, and count only what the others hold as staff', () => {
    expect(asStaff(somebody(ofState('KEN')), 'KEN')).toBeNull();
    expect(asStaff(somebody(ofState('KEN', 'permanent-mission'), ofOffice('ROEA')), 'KEN')).toBeNull();
    expect(asStaff(somebody(ofState('NER')), 'KEN')).toBeNull();
    expect(asStaff(somebody(ofState('NER'), ofOffice('ROEA')), 'KEN')?.roles).toEqual([ofOffice('ROEA')]);
  });
});
