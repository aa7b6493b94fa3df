import type { CaseRole, CaseEffect } from '#libs/domain';
import type { Limit, LimitUnit, ThresholdDefinition, Urgency } from '#libs/workflow';
import type { Target } from './language.js';

/** At risk from three quarters of the limit, breached at the limit, escalated at one and a half times. */
export function thresholds(owner: CaseRole): readonly ThresholdDefinition<CaseEffect>[] {
  const higher: readonly CaseRole[] = owner === 'hq-manager' ? [owner] : ['office-head'];
  return [
    {
      atPercent: 75,
      name: 'at-risk',
      effects: [{ name: 'notify', params: { template: 'deadline-near', to: [owner] } }],
    },
    {
      atPercent: 100,
      name: 'breached',
      effects: [{ name: 'notify', params: { template: 'deadline-missed', to: [...new Set([owner, ...higher])] } }],
    },
    {
      atPercent: 150,
      name: 'escalated',
      effects: [{ name: 'notify', params: { template: 'deadline-escalated', to: ['hq-manager'] } }],
    },
  ];
}

type Amount = readonly [number, LimitUnit];

function limits(emergency: Amount, urgent: Amount, routine: Amount): Readonly<Record<Urgency, Limit>> {
  const limit = ([amount, unit]: Amount): Limit => ({ amount, unit });
  return { emergency: limit(emergency), urgent: limit(urgent), routine: limit(routine) };
}

const OF_THE_OFFICE = { calendar: 'office', pausedBy: 'paused-states', onReturn: 'continue' } as const;

/** The fourteen time limits. Limits are settings: each names the practice it follows, or says that it is a choice of this project. */
export const targets: readonly Target[] = [
  {
    name: 'acknowledge',
    opensOn: { states: ['submitted'] },
    metOn: { states: ['acknowledged'] },
    owner: 'intake-officer',
    ...OF_THE_OFFICE,
    limits: limits([24, 'hours'], [2, 'working-days'], [5, 'working-days']),
    thresholds: thresholds('intake-officer'),
    basis:
      'Analogy: 1540 Committee (chair acknowledges; five working days to object before circulation); OPCW (12 hours to forward an emergency request)',
  },
  {
    name: 'assign-office',
    opensOn: { states: ['acknowledged'] },
    metOn: { states: ['assigned'] },
    owner: 'intake-officer',
    ...OF_THE_OFFICE,
    limits: limits([24, 'hours'], [2, 'working-days'], [5, 'working-days']),
    thresholds: thresholds('intake-officer'),
    basis: 'Project choice; 1540 practice of distribution within one week',
  },
  {
    name: 'name-case-officer',
    opensOn: { states: ['assigned'] },
    metOn: { states: ['triage'] },
    owner: 'office-head',
    ...OF_THE_OFFICE,
    limits: limits([24, 'hours'], [2, 'working-days'], [3, 'working-days']),
    thresholds: thresholds('office-head'),
    basis: 'Project choice',
  },
  {
    name: 'triage-decision',
    opensOn: { states: ['triage'] },
    metOn: { states: ['accepted', 'hq-review', 'declined', 'referred'] },
    owner: 'office-head',
    ...OF_THE_OFFICE,
    limits: limits([48, 'hours'], [5, 'working-days'], [15, 'working-days']),
    thresholds: [
      ...thresholds('office-head').slice(0, 2),
      {
        atPercent: 150,
        name: 'escalated',
        performs: 'escalate',
        input: { ground: 'second-breach' },
        effects: [{ name: 'notify', params: { template: 'deadline-escalated', to: ['hq-manager'] } }],
      },
    ],
    basis: 'Project choice; OPCW 72-hour fact-finding as lower bound',
  },
  {
    name: 'due-diligence-preliminary',
    opensOn: { gate: 'due-diligence', states: ['preliminary'] },
    metOn: { gate: 'due-diligence', states: ['cleared', 'cleared-with-measures', 'full'] },
    owner: 'due-diligence-adviser',
    calendar: 'office',
    pausedBy: 'paused-states',
    onReturn: 'renew',
    limits: limits([48, 'hours'], [5, 'working-days'], [10, 'working-days']),
    thresholds: thresholds('due-diligence-adviser'),
    basis: 'HRDDP requires assessment before support; no number of days in the policy',
  },
  {
    name: 'due-diligence-full',
    opensOn: { gate: 'due-diligence', states: ['full'] },
    metOn: { gate: 'due-diligence', states: ['cleared', 'cleared-with-measures', 'refused'] },
    owner: 'due-diligence-adviser',
    calendar: 'office',
    pausedBy: 'paused-states',
    onReturn: 'renew',
    limits: limits([10, 'working-days'], [20, 'working-days'], [30, 'working-days']),
    thresholds: thresholds('due-diligence-adviser'),
    basis: 'Project choice',
  },
  {
    name: 'hq-decision',
    opensOn: { states: ['hq-review'] },
    metOn: { states: ['accepted', 'declined', 'referred'] },
    owner: 'hq-manager',
    calendar: 'headquarters',
    pausedBy: 'paused-states',
    onReturn: 'continue',
    limits: limits([24, 'hours'], [3, 'working-days'], [10, 'working-days']),
    thresholds: thresholds('hq-manager'),
    basis: 'Analogy: OPCW Executive Council meets within 24 hours of the report',
  },
  {
    name: 'state-answers',
    opensOn: { states: ['info-requested'] },
    metOn: { states: ['submitted', 'triage', 'hq-review', 'planning'] },
    metByLeaving: true,
    owner: 'focal-point',
    calendar: 'state',
    pausedBy: 'nothing',
    onReturn: 'renew',
    limits: limits([2, 'working-days'], [10, 'working-days'], [20, 'working-days']),
    thresholds: [
      { atPercent: 50, name: 'first-reminder', performs: 'remind' },
      { atPercent: 75, name: 'at-risk' },
      {
        atPercent: 100,
        name: 'breached',
        performs: 'remind',
        effects: [{ name: 'notify', params: { template: 'deadline-missed', to: ['case-officer', 'office-head'] } }],
      },
      {
        atPercent: 150,
        name: 'escalated',
        effects: [{ name: 'notify', params: { template: 'deadline-escalated', to: ['hq-manager'] } }],
      },
      { atPercent: 300, name: 'lapsed', performs: 'lapse' },
    ],
    basis: 'Project choice; reminder at half, second at full, lapse at three times the limit',
  },
  {
    name: 'response-plan',
    opensOn: { states: ['accepted'] },
    metOn: { states: ['plan-agreed'] },
    owner: 'case-officer',
    ...OF_THE_OFFICE,
    limits: limits([5, 'working-days'], [20, 'working-days'], [60, 'working-days']),
    thresholds: thresholds('case-officer'),
    basis: 'CTCN: response plan agreed and signed by the national entity before delivery',
  },
  {
    name: 'start-delivery',
    opensOn: { states: ['plan-agreed'] },
    metOn: { states: ['delivery'] },
    owner: 'case-officer',
    ...OF_THE_OFFICE,
    limits: limits([3, 'calendar-days'], [30, 'calendar-days'], [90, 'calendar-days']),
    thresholds: thresholds('case-officer'),
    basis:
      '72 hours: mediation standby team, justice and corrections standing capacity; six months outer limit: trade facilitation grants',
  },
  {
    name: 'progress-note',
    opensOn: { states: ['delivery'] },
    metOn: { gate: 'progress', states: ['noted'] },
    owner: 'case-officer',
    calendar: 'office',
    pausedBy: 'paused-states',
    onReturn: 'renew',
    recurring: true,
    limits: limits([7, 'calendar-days'], [30, 'calendar-days'], [90, 'calendar-days']),
    thresholds: thresholds('case-officer'),
    basis: 'IAEA: yearly progress report as the weakest standard',
  },
  {
    name: 'closure-report',
    opensOn: { states: ['delivered'] },
    metOn: { states: ['closure-review'] },
    owner: 'case-officer',
    ...OF_THE_OFFICE,
    limits: limits([20, 'working-days'], [20, 'working-days'], [30, 'working-days']),
    thresholds: thresholds('case-officer'),
    basis: 'CTCN closure report after delivery',
  },
  {
    name: 'state-confirms',
    opensOn: { states: ['closure-review'] },
    metOn: { gate: 'state-confirmation', states: ['confirmed', 'silent'] },
    metByLeaving: true,
    owner: 'focal-point',
    calendar: 'state',
    pausedBy: 'nothing',
    onReturn: 'renew',
    limits: limits([10, 'working-days'], [10, 'working-days'], [20, 'working-days']),
    thresholds: [
      {
        atPercent: 75,
        name: 'at-risk',
        effects: [{ name: 'notify', params: { template: 'silence-near', to: ['focal-point'] } }],
      },
      { atPercent: 100, name: 'breached', performs: 'note-silence' },
    ],
    basis: 'Silence procedure; project choice',
  },
  {
    name: 'follow-up',
    opensOn: { states: ['closed', 'referred'] },
    metOn: { gate: 'follow-up', states: ['done'] },
    owner: 'case-officer',
    calendar: 'office',
    pausedBy: 'nothing',
    onReturn: 'renew',
    limits: limits([180, 'calendar-days'], [365, 'calendar-days'], [365, 'calendar-days']),
    thresholds: thresholds('case-officer'),
    basis: '1540 Committee writes one year after the request to ask whether the need was met',
  },
];
