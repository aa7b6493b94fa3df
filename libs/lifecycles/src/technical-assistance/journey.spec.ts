import { describe, expect, it } from '@jest/globals';
import { compile } from '#libs/workflow';
import { technicalAssistance } from './definition.js';
import { guards } from './guards.js';
import { type CaseToDrive, DrivenCase } from '../testing/driven-case.js';

const base = compile(technicalAssistance, guards);
const PERSON = '01935d1e-0000-7000-8000-000000000001';
const OUTPUTS = [{ title: 'A draft bill' }];
const aCase = (request: CaseToDrive = {}) => new DrivenCase(base, request);

function registered(driven = aCase()): DrivenCase {
  return driven.act('focal-point', 'submit').act('intake-officer', 'authenticate-and-register', {
    authority: 'ministry-of-foreign-affairs',
    office: 'Treaties section',
  });
}

function inTriage(driven = aCase()): DrivenCase {
  return registered(driven)
    .act('system', 'assign-office', { office: 'ROSEN', basis: 'coverage-table' })
    .act('office-head', 'name-case-officer', { officer: PERSON });
}

function inPlanning(driven = aCase()): DrivenCase {
  return inTriage(driven).act('office-head', 'accept').act('case-officer', 'start-plan');
}

function planSent(extra: Record<string, string | boolean> = { silenceAnnounced: false }): DrivenCase {
  return inPlanning().act('case-officer', 'send-plan', {
    objective: 'A law in line with the Protocol',
    outputs: OUTPUTS,
    startsOn: '2026-12-01',
    endsOn: '2027-06-30',
    ...extra,
  });
}

function inDelivery(): DrivenCase {
  return planSent()
    .act('focal-point', 'agree-plan')
    .act('office-head', 'agree-plan')
    .act('office-head', 'confirm-funds', { amount: { amount: '125000.00', currency: 'USD' }, source: 'Trust fund' })
    .act('case-officer', 'start-delivery');
}

function inClosureReview(): DrivenCase {
  return inDelivery()
    .act('case-officer', 'complete-delivery', { outputs: [{ title: 'A draft bill', status: 'delivered' }] })
    .act('case-officer', 'submit-closure-report', {
      results: 'Adopted',
      lessons: 'Start early',
      cost: { amount: '118000', currency: 'USD' },
    });
}

describe('a request on its way from draft to closure', () => {
  it('is planned, delivered, confirmed by the State and closed by acts alone', () => {
    const driven = inClosureReview()
      .act('focal-point', 'confirm-closure', { satisfaction: 'satisfied' })
      .act('office-head', 'close');
    expect(driven.state).toBe('closed');
    expect(driven.facts).toMatchObject({ leadOffice: 'ROSEN', caseOfficerId: PERSON, closedAt: driven.now - 60_000 });
    expect(driven.replayed()).toEqual(driven.snapshot);
  });

  it('closes without a word from the State once the time for comments has passed', () => {
    const driven = inClosureReview();
    expect(driven.refusals('office-head', 'close')).toEqual([
      {
        code: 'gate_not_ready',
        gate: 'state-confirmation',
        gateState: 'awaiting',
        needed: ['confirmed', 'silent'],
        settledBy: [
          { act: 'confirm-closure', roles: ['focal-point'] },
          { act: 'note-silence', roles: ['system'] },
        ],
      },
    ]);
    expect(driven.act('system', 'note-silence').act('hq-manager', 'close').state).toBe('closed');
  });

  it('can be opened again within twelve months for the same need, and not later', () => {
    const closed = () => inClosureReview().act('system', 'note-silence').act('hq-manager', 'close');
    const reopening = { reason: 'Parliament asked for changes', sameNeed: true };
    expect(closed().later(300).act('hq-manager', 'reopen', reopening).facts.closedAt).toBeNull();
    expect(closed().later(400).refusals('hq-manager', 'reopen', reopening)).toMatchObject([
      { code: 'guard_failed', missing: 'recent-end' },
    ]);
  });
});

describe('the other ends of a request', () => {
  it('lapses after two reminders without an answer, and is revived by one', () => {
    const driven = inTriage().act('case-officer', 'ask-for-information', { question: 'Which law?' });
    expect(driven.refusals('system', 'lapse')).toMatchObject([{ code: 'gate_not_ready', gate: 'reminders' }]);
    driven.act('system', 'remind').act('system', 'remind').act('system', 'lapse');
    expect(driven.state).toBe('lapsed');
    expect(driven.act('focal-point', 'revive', { answer: 'The penal code' }).state).toBe('triage');
  });

  it('is referred only with the consent of the State', () => {
    const driven = inTriage();
    expect(driven.refusals('hq-manager', 'refer', { provider: 'CTED' })).toMatchObject([
      { code: 'gate_not_ready', gate: 'referral-consent' },
    ]);
    driven
      .act('focal-point', 'consent-to-referral', { scope: 'request-only' })
      .act('hq-manager', 'refer', { provider: 'CTED' });
    expect(driven.state).toBe('referred');
  });

  it('is declined by headquarters, never by the person who proposed it', () => {
    const driven = inTriage().act('office-head', 'propose-refusal', { reason: 'no-means', explanation: 'No funds' });
    expect(driven.refusals('office-head', 'decline', { reason: 'no-means', explanation: 'No funds' })).toMatchObject([
      { code: 'wrong_role', rolesNeeded: ['hq-manager'] },
      { code: 'four_eyes', otherAct: 'propose-refusal' },
    ]);
    expect(driven.act('hq-manager', 'decline', { reason: 'no-means', explanation: 'No funds' }).state).toBe('declined');
  });

  it('can be withdrawn by the State at any open stage of the reference table', () => {
    for (const driven of [aCase(), registered(), inTriage(), inPlanning(), inDelivery()]) {
      expect(driven.act('focal-point', 'withdraw').state).toBe('withdrawn');
    }
  });
});

describe('questions on the way', () => {
  it('returns an answered request to where it came from', () => {
    const asked = aCase()
      .act('focal-point', 'submit')
      .act('intake-officer', 'ask-for-information', { question: 'Who signed?' });
    expect(asked.act('focal-point', 'answer', { answer: 'The Minister' }).state).toBe('submitted');
  });

  it('lets an emergency promise its letter, and accepts nothing before it came', () => {
    const driven = inTriage(aCase({ urgency: 'emergency', request: { letter: { status: 'promised' } } }));
    expect(driven.refusals('office-head', 'accept')).toMatchObject([
      { code: 'gate_not_ready', gate: 'letter', gateState: 'promised' },
    ]);
    driven
      .act('focal-point', 'supply-letter', { kind: 'note-verbale', date: '2026-11-23', document: PERSON })
      .act('office-head', 'accept');
    expect(driven.state).toBe('accepted');
  });

  it('asks for due diligence where security forces take part', () => {
    const driven = inTriage(aCase({ request: { involvesSecurityForces: true } }));
    expect(driven.snapshot.gates['due-diligence']).toBe('preliminary');
    expect(driven.refusals('office-head', 'accept')).toMatchObject([{ code: 'gate_not_ready', gate: 'due-diligence' }]);
    driven
      .act('due-diligence-adviser', 'clear-with-measures', { findings: 'Low risk', measures: ['Vetting'] })
      .act('office-head', 'accept');
    expect(driven.state).toBe('accepted');
  });
});

describe('agreeing the plan', () => {
  it('needs both sides, in any order, and moves with the second', () => {
    const driven = planSent().act('office-head', 'agree-plan');
    expect(driven.state).toBe('planning');
    expect(driven.refusals('office-head', 'agree-plan')).toEqual([
      { code: 'already_consented', party: 'office', waitingFor: ['state'] },
    ]);
    expect(driven.act('focal-point', 'agree-plan').state).toBe('plan-agreed');
    expect(driven.replayed()).toEqual(driven.snapshot);
  });

  it('forgets a consent when the plan is changed or the planning left', () => {
    const revised = planSent()
      .act('focal-point', 'agree-plan')
      .act('case-officer', 'revise-plan', { reason: 'Too short' });
    expect(revised.snapshot.consents).toEqual({});
    const held = planSent()
      .act('focal-point', 'agree-plan')
      .act('office-head', 'hold', { reason: 'funds', explanation: 'None yet', reviewOn: '2026-12-24' });
    expect(held.act('office-head', 'resume').snapshot.consents).toEqual({});
  });

  it('takes silence for agreement only if it was announced and its last day is over', () => {
    expect(planSent().refusals('case-officer', 'record-silence')).toMatchObject([
      { missing: 'announced-silence-procedure' },
    ]);
    const announced = planSent({ silenceAnnounced: true, silenceEndsOn: '2026-12-10' }).act(
      'office-head',
      'agree-plan',
    );
    expect(announced.refusals('system', 'record-silence')).toMatchObject([{ missing: 'end-of-silence' }]);
    announced.later(20).act('system', 'record-silence').act('office-head', 'agree-plan');
    expect(announced.state).toBe('plan-agreed');
  });
});

describe('what can be done', () => {
  it('shows each role its own acts', () => {
    const driven = inTriage();
    expect(driven.openTo('focal-point')).toEqual(['withdraw', 'consent-to-referral']);
    expect(driven.openTo('hq-manager')).toEqual([
      'reassign',
      'ask-for-information',
      'accept',
      'decline',
      'classify',
      'require-due-diligence',
      'ask-referral-consent',
    ]);
  });
});
