import { describe, expect, it } from '@jest/globals';
import type { Actor, HeldRole } from './actor.js';
import { type CaseInvolvement, rolesOnCase } from './roles-on-case.js';

const held = (role: string, scope: { state?: string; office?: string } = {}): HeldRole => ({
  role,
  stateCode: scope.state ?? null,
  officeCode: scope.office ?? null,
});
const anActor = (...roles: HeldRole[]): Actor => ({
  personId: 'ana',
  displayName: 'Ana',
  language: 'en',
  roles,
  isCleared: false,
});
const aCase = (facts: Partial<CaseInvolvement> = {}): CaseInvolvement => ({
  requestingState: 'KEN',
  leadOffice: 'ROEA',
  supportingOffices: [],
  caseOfficerId: null,
  ...facts,
});

describe('the roles somebody has on a case', () => {
  it('are those of the State for its own people only', () => {
    expect(rolesOnCase(anActor(held('focal-point', { state: 'KEN' })), aCase())).toEqual(['focal-point']);
    expect(rolesOnCase(anActor(held('permanent-mission', { state: 'KEN' })), aCase())).toEqual(['permanent-mission']);
    expect(rolesOnCase(anActor(held('focal-point', { state: 'NER' })), aCase())).toEqual([]);
  });

  it('are those of the lead office, not of another', () => {
    for (const role of ['triage-officer', 'office-head', 'intake-officer', 'due-diligence-adviser']) {
      expect(rolesOnCase(anActor(held(role, { office: 'ROEA' })), aCase())).toContain(role);
      expect(rolesOnCase(anActor(held(role, { office: 'ROSEN' })), aCase())).toEqual([]);
    }
  });

  it('are of headquarters’ intake desk before and after an office is assigned', () => {
    const desk = anActor(held('intake-officer', { office: 'HQ' }));
    expect(rolesOnCase(desk, aCase({ leadOffice: null }))).toEqual(['intake-officer']);
    expect(rolesOnCase(desk, aCase())).toEqual(['intake-officer']);
  });

  it('belong to no regional office while none is assigned', () => {
    const everyPost = ['intake-officer', 'triage-officer', 'case-officer', 'office-head'].map((role) =>
      held(role, { office: 'ROEA' }),
    );
    expect(rolesOnCase(anActor(...everyPost), aCase({ leadOffice: null }))).toEqual([]);
  });

  it('let any case officer of the lead office act until one is named, then only the named one', () => {
    const officer = anActor(held('case-officer', { office: 'ROEA' }));
    expect(rolesOnCase(officer, aCase())).toEqual(['case-officer']);
    expect(rolesOnCase(officer, aCase({ caseOfficerId: 'ana' }))).toEqual(['case-officer']);
    expect(rolesOnCase(officer, aCase({ caseOfficerId: 'ben' }))).toEqual([]);
  });

  it('let an officer named from another office act', () => {
    const officer = anActor(held('case-officer', { office: 'POMOZ' }));
    expect(rolesOnCase(officer, aCase({ caseOfficerId: 'ana' }))).toEqual(['case-officer']);
  });

  it('do not let somebody act as the named officer who is no case officer any more', () => {
    expect(rolesOnCase(anActor(), aCase({ caseOfficerId: 'ana' }))).toEqual([]);
  });

  it('let the head of the lead office act in the officer’s stead', () => {
    const head = anActor(held('office-head', { office: 'ROEA' }));
    expect(rolesOnCase(head, aCase({ caseOfficerId: 'ben' }))).toEqual(['office-head', 'case-officer']);
  });

  it('let a supporting office advise but not decide', () => {
    const posts = ['office-head', 'triage-officer', 'case-officer', 'due-diligence-adviser'].map((role) =>
      held(role, { office: 'POMOZ' }),
    );
    expect(rolesOnCase(anActor(...posts), aCase({ supportingOffices: ['POMOZ'] }))).toEqual(['due-diligence-adviser']);
  });

  it('are held everywhere by headquarters’ managers and by advisers of the whole organisation', () => {
    const both = anActor(held('hq-manager'), held('due-diligence-adviser'));
    expect(rolesOnCase(both, aCase({ leadOffice: null }))).toEqual(['hq-manager', 'due-diligence-adviser']);
  });

  it('are none for auditors and administrators', () => {
    expect(rolesOnCase(anActor(held('auditor'), held('administrator')), aCase())).toEqual([]);
  });

  it('add up for somebody with several, each named once', () => {
    const actor = anActor(
      held('office-head', { office: 'ROEA' }),
      held('case-officer', { office: 'ROEA' }),
      held('focal-point', { state: 'KEN' }),
    );
    expect(rolesOnCase(actor, aCase())).toEqual(['office-head', 'case-officer', 'focal-point']);
  });
});
