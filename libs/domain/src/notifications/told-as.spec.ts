import { describe, expect, it } from '@jest/globals';
import type { Actor, HeldRole } from '../people/actor.js';
import { isToldAs, isToldAsWatcher } from './told-as.js';

const someone = (personId: string, ...roles: readonly HeldRole[]): Actor => ({
  personId,
  displayName: personId,
  language: 'en',
  roles,
  isCleared: false,
});
const inOffice = (role: string, officeCode = 'ROEA'): HeldRole => ({ role, stateCode: null, officeCode });
const forState = (role: string, stateCode = 'KEN'): HeldRole => ({ role, stateCode, officeCode: null });

const newCase = { requestingState: 'KEN', leadOffice: 'ROEA', caseOfficerId: null };
const heldCase = { ...newCase, caseOfficerId: 'ana' };
const head = someone('head', inOffice('office-head'));
const ana = someone('ana', inOffice('case-officer'));
const ben = someone('ben', inOffice('case-officer'));

describe('who is told as case officer', () => {
  it('is the officer named for the case, and no colleague', () => {
    expect([ana, ben, head].map((person) => isToldAs(person, heldCase, ['case-officer']))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is the head of the lead office until an officer is named', () => {
    expect([ana, ben, head].map((person) => isToldAs(person, newCase, ['case-officer']))).toEqual([false, false, true]);
  });

  it('is nobody who has left the office of the case and the role', () => {
    expect(isToldAs(someone('ana'), heldCase, ['case-officer'])).toBe(false);
  });
});

describe('who is told as focal point', () => {
  it('is whoever is focal point of the requesting State, and no other', () => {
    expect(isToldAs(someone('wanjiru', forState('focal-point')), heldCase, ['focal-point'])).toBe(true);
    expect(isToldAs(someone('tea', forState('focal-point', 'GEO')), heldCase, ['focal-point'])).toBe(false);
    expect(isToldAs(someone('wanjiru', forState('focal-point')), heldCase, ['permanent-mission', 'office-head'])).toBe(
      false,
    );
  });
});

describe('who watches a case', () => {
  const focalPoint = someone('fatou', forState('focal-point'));
  const supporter = someone('head', inOffice('office-head', 'ROWA'));

  it('is told of what others are told of, though it is not their turn', () => {
    expect(isToldAsWatcher(supporter, heldCase, ['case-officer'])).toBe(true);
    expect(isToldAsWatcher(focalPoint, heldCase, ['permanent-mission'])).toBe(true);
  });

  it('is not told, acting for the State, of what is only for staff', () => {
    expect(isToldAsWatcher(focalPoint, heldCase, ['case-officer', 'office-head'])).toBe(false);
  });

  it.each([['staff:0192a8f0-0000-7000-8000-000000000001'], ['person:0192a8f0-0000-7000-8000-000000000001']])(
    'is not told of what is written to somebody by name (%s)',
    (address) => {
      expect(isToldAsWatcher(supporter, heldCase, [address])).toBe(false);
      expect(isToldAsWatcher(focalPoint, heldCase, [address, 'focal-point'])).toBe(false);
    },
  );
});
