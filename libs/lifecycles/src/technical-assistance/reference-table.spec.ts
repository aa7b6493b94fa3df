import { describe, expect, it } from '@jest/globals';
import { technicalAssistance } from './definition.js';

const OPEN =
  'submitted acknowledged assigned triage info-requested hq-review accepted planning plan-agreed on-hold delivery suspended';

/** The transitions of the reference data: from, act, to, actors. */
const TABLE = `
draft | submit | submitted | focal-point
submitted | authenticate-and-register | acknowledged | intake-officer
submitted | ask-for-information | info-requested | intake-officer
submitted | decline | declined | intake-officer hq-manager
acknowledged | assign-office | assigned | intake-officer hq-manager system
assigned | name-case-officer | triage | office-head triage-officer
assigned triage | reassign | assigned | office-head hq-manager
triage hq-review planning | ask-for-information | info-requested | case-officer hq-manager
info-requested | answer | triage | focal-point
info-requested | lapse | lapsed | system
triage | escalate | hq-review | office-head system
triage hq-review | accept | accepted | office-head hq-manager
triage hq-review | decline | declined | hq-manager
triage hq-review accepted | refer | referred | hq-manager
accepted | start-plan | planning | case-officer
planning | agree-plan | plan-agreed | focal-point office-head
accepted planning plan-agreed | hold | on-hold | office-head hq-manager
on-hold | resume | planning | office-head hq-manager
plan-agreed | start-delivery | delivery | case-officer
delivery | suspend | suspended | office-head hq-manager due-diligence-adviser
suspended | resume | delivery | hq-manager
suspended | stop | closure-review | hq-manager
delivery | complete-delivery | delivered | case-officer
delivered | submit-closure-report | closure-review | case-officer
closure-review | return-report | delivered | focal-point hq-manager
closure-review | close | closed | hq-manager office-head
closed | reopen | delivery | hq-manager
lapsed | revive | triage | focal-point
draft ${OPEN} | withdraw | withdrawn | focal-point`;

/** The limits of the reference data: step, emergency, urgent, routine. */
const LIMITS = `
acknowledge | 24 hours | 2 working-days | 5 working-days
assign-office | 24 hours | 2 working-days | 5 working-days
name-case-officer | 24 hours | 2 working-days | 3 working-days
triage-decision | 48 hours | 5 working-days | 15 working-days
due-diligence-preliminary | 48 hours | 5 working-days | 10 working-days
due-diligence-full | 10 working-days | 20 working-days | 30 working-days
hq-decision | 24 hours | 3 working-days | 10 working-days
state-answers | 2 working-days | 10 working-days | 20 working-days
response-plan | 5 working-days | 20 working-days | 60 working-days
start-delivery | 3 calendar-days | 30 calendar-days | 90 calendar-days
progress-note | 7 calendar-days | 30 calendar-days | 90 calendar-days
closure-report | 20 working-days | 20 working-days | 30 working-days
state-confirms | 10 working-days | 10 working-days | 20 working-days
follow-up | 180 calendar-days | 365 calendar-days | 365 calendar-days`;

const rows = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' | '));

describe('the base lifecycle against the reference table', () => {
  it('has its twenty statuses', () => {
    expect(Object.keys(technicalAssistance.states)).toHaveLength(20);
  });

  it('has its twenty-nine transitions with their actors, and no other', () => {
    // One row for each state a transition leaves: how rows are grouped is a matter of writing.
    const expected = rows(TABLE).flatMap(([from = '', act, to, actors]) =>
      from.split(' ').map((state) => `${state} | ${act} | ${to} | ${actors}`),
    );
    const actual = technicalAssistance.transitions.flatMap(({ name, from, to, roles }) =>
      from.map((state) => `${state} | ${name} | ${typeof to === 'string' ? to : to.otherwise} | ${roles.join(' ')}`),
    );
    expect(rows(TABLE)).toHaveLength(29);
    expect([...actual].sort()).toEqual([...expected].sort());
  });

  it('has its fourteen limits', () => {
    const actual = technicalAssistance.targets.map(({ name, limits }) => [
      name,
      ...[limits.emergency, limits.urgent, limits.routine].map(({ amount, unit }) => `${amount} ${unit}`),
    ]);
    expect(actual).toEqual(rows(LIMITS));
  });
});
