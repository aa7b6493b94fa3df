import { longText, optionalText, reasonFrom } from '../../fields.js';
import type { Transition } from '../language.js';

const DUE_DILIGENCE_SETTLED = {
  gate: 'due-diligence',
  isOneOf: ['not-required', 'cleared', 'cleared-with-measures'],
} as const;

/** A lead office looks at the request; it or headquarters decides what becomes of it. */
export const assignment: readonly Transition[] = [
  {
    name: 'name-case-officer',
    from: ['assigned'],
    to: 'triage',
    roles: ['office-head', 'triage-officer'],
    input: [{ name: 'officer', type: 'person', role: 'case-officer', required: true }],
    effects: [
      { name: 'name-case-officer', params: { field: 'officer' } },
      {
        name: 'notify',
        params: { template: 'case-officer-named', to: ['case-officer', 'focal-point', 'due-diligence-adviser'] },
      },
    ],
  },
  {
    name: 'reassign',
    from: ['assigned', 'triage'],
    to: 'assigned',
    roles: ['office-head', 'hq-manager'],
    input: [
      { name: 'office', type: 'organisation', kind: 'office' },
      ...reasonFrom('wrong-office', 'workload', 'conflict-of-interest', 'officer-unavailable', 'other'),
    ],
    effects: [
      { name: 'assign-lead-office', params: { field: 'office' } },
      { name: 'release-case-officer' },
      { name: 'establish', params: { fact: 'reassignment', fields: ['reason', 'explanation'] } },
      { name: 'notify', params: { template: 'reassigned', to: ['office-head', 'triage-officer', 'focal-point'] } },
    ],
  },
  {
    name: 'ask-for-information',
    from: ['triage', 'hq-review', 'planning'],
    to: 'info-requested',
    roles: ['case-officer', 'hq-manager'],
    input: [longText('question')],
    effects: [
      { name: 'establish', params: { fact: 'informationRequest' } },
      { name: 'notify', params: { template: 'information-requested', to: ['focal-point'] } },
    ],
  },
  {
    name: 'escalate',
    from: ['triage'],
    to: 'hq-review',
    roles: ['office-head', 'system'],
    guards: [{ name: 'ground-for-escalation' }],
    input: [
      {
        name: 'ground',
        type: 'choice',
        choices: [
          'above-delegation',
          'sensitivity',
          'refusal-proposed',
          'no-funds',
          'contested',
          'several-regions',
          'second-breach',
        ],
        required: true,
      },
      optionalText('explanation'),
    ],
    effects: [
      { name: 'establish', params: { fact: 'escalation' } },
      { name: 'notify', params: { template: 'escalated', to: ['hq-manager', 'office-head', 'case-officer'] } },
    ],
  },
  {
    name: 'accept',
    from: ['triage', 'hq-review'],
    to: 'accepted',
    roles: ['office-head', 'hq-manager'],
    needs: [DUE_DILIGENCE_SETTLED, { gate: 'letter', isOneOf: ['received'] }],
    input: [optionalText('comments')],
    effects: [
      { name: 'notify', params: { template: 'accepted', to: ['focal-point', 'permanent-mission', 'case-officer'] } },
    ],
  },
  {
    name: 'decline',
    from: ['triage', 'hq-review'],
    to: 'declined',
    roles: ['hq-manager'],
    input: reasonFrom('outside-mandate', 'no-means', 'covered-elsewhere', 'risk-too-high', 'incomplete'),
    effects: [
      { name: 'establish', params: { fact: 'refusal' } },
      {
        name: 'notify',
        params: { template: 'declined', to: ['focal-point', 'permanent-mission', 'office-head', 'case-officer'] },
      },
    ],
    confirm: true,
    fourEyesWith: 'propose-refusal',
  },
  {
    name: 'refer',
    from: ['triage', 'hq-review', 'accepted'],
    to: 'referred',
    roles: ['hq-manager'],
    needs: [{ gate: 'referral-consent', isOneOf: ['given'] }],
    input: [{ name: 'provider', type: 'organisation', kind: 'provider', required: true }, optionalText('comments')],
    effects: [
      { name: 'establish', params: { fact: 'referral', fields: ['provider'] } },
      {
        name: 'notify',
        params: { template: 'referred', to: ['focal-point', 'permanent-mission', 'case-officer', 'office-head'] },
      },
    ],
    confirm: true,
  },
];
