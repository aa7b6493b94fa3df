import { longText, optionalText, reasonFrom, reportedOutputs } from '../../fields.js';
import type { Transition } from '../language.js';

const DUE_DILIGENCE_SETTLED = {
  gate: 'due-diligence',
  isOneOf: ['not-required', 'cleared', 'cleared-with-measures'],
} as const;

/** Both sides agree a plan; the office delivers it. */
export const planningAndDelivery: readonly Transition[] = [
  {
    name: 'start-plan',
    from: ['accepted'],
    to: 'planning',
    roles: ['case-officer'],
    effects: [{ name: 'notify', params: { template: 'planning-started', to: ['focal-point'] } }],
  },
  {
    name: 'agree-plan',
    from: ['planning'],
    to: 'plan-agreed',
    roles: ['focal-point', 'office-head'],
    jointly: [
      { party: 'state', roles: ['focal-point'], deemedWhen: { gate: 'plan', isOneOf: ['agreed-by-silence'] } },
      { party: 'office', roles: ['office-head'] },
    ],
    needs: [{ gate: 'plan', isOneOf: ['sent', 'agreed-by-silence'] }],
    input: [optionalText('comments')],
    effects: [
      { name: 'notify', params: { template: 'plan-agreed', to: ['focal-point', 'case-officer', 'office-head'] } },
    ],
    confirm: true,
  },
  {
    name: 'hold',
    from: ['accepted', 'planning', 'plan-agreed'],
    to: 'on-hold',
    roles: ['office-head', 'hq-manager'],
    input: [
      ...reasonFrom('funds', 'access', 'security-clearance', 'political-event', 'other'),
      { name: 'reviewOn', type: 'date', notBefore: 'today', required: true },
    ],
    effects: [
      { name: 'establish', params: { fact: 'hold' } },
      { name: 'notify', params: { template: 'held', to: ['focal-point', 'case-officer'] } },
    ],
  },
  {
    name: 'resume',
    from: ['on-hold'],
    to: { origin: true, otherwise: 'planning' },
    roles: ['office-head', 'hq-manager'],
    input: [optionalText('comments')],
    effects: [
      { name: 'forget', params: { facts: ['hold'] } },
      { name: 'notify', params: { template: 'resumed', to: ['focal-point', 'case-officer'] } },
    ],
  },
  {
    name: 'start-delivery',
    from: ['plan-agreed'],
    to: 'delivery',
    roles: ['case-officer'],
    guards: [{ name: 'due-diligence-still-valid', params: { months: 12 } }],
    needs: [{ gate: 'funding', isOneOf: ['confirmed'] }, DUE_DILIGENCE_SETTLED],
    effects: [{ name: 'notify', params: { template: 'delivery-started', to: ['focal-point', 'office-head'] } }],
  },
  {
    name: 'suspend',
    from: ['delivery'],
    to: 'suspended',
    roles: ['office-head', 'hq-manager', 'due-diligence-adviser'],
    input: reasonFrom('due-diligence', 'security', 'non-cooperation'),
    effects: [
      { name: 'establish', params: { fact: 'suspension' } },
      {
        name: 'notify',
        params: {
          template: 'suspended',
          to: ['focal-point', 'permanent-mission', 'case-officer', 'due-diligence-adviser', 'hq-manager'],
        },
      },
    ],
    confirm: true,
  },
  {
    name: 'resume',
    from: ['suspended'],
    to: 'delivery',
    roles: ['hq-manager'],
    needs: [DUE_DILIGENCE_SETTLED],
    input: [longText('causeRemoved')],
    effects: [
      { name: 'forget', params: { facts: ['suspension'] } },
      { name: 'notify', params: { template: 'resumed', to: ['focal-point', 'case-officer', 'office-head'] } },
    ],
  },
  {
    name: 'stop',
    from: ['suspended'],
    to: 'closure-review',
    roles: ['hq-manager'],
    input: [longText('explanation'), longText('results'), reportedOutputs],
    guards: [{ name: 'outputs-reported' }],
    effects: [
      { name: 'establish', params: { fact: 'outputs', fields: ['outputs'] } },
      { name: 'establish', params: { fact: 'closureReport', fields: ['results'], with: { partial: true } } },
      {
        name: 'notify',
        params: { template: 'stopped', to: ['focal-point', 'permanent-mission', 'case-officer', 'office-head'] },
      },
    ],
    confirm: true,
  },
  {
    name: 'complete-delivery',
    from: ['delivery'],
    to: 'delivered',
    roles: ['case-officer'],
    input: [reportedOutputs],
    guards: [{ name: 'outputs-reported' }],
    effects: [
      { name: 'establish', params: { fact: 'outputs' } },
      { name: 'notify', params: { template: 'delivered', to: ['focal-point', 'office-head'] } },
    ],
  },
];
