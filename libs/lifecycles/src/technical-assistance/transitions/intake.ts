import { documents, longText, optionalText, reasonFrom, shortText } from '../../fields.js';
import type { Transition } from '../language.js';

/** Authorities that can bind a State for a request of assistance without their mission's word. */
const ENTITLED_AUTHORITIES = [
  'head-of-state-or-government',
  'ministry-of-foreign-affairs',
  'permanent-mission',
  'competent-ministry',
  'central-authority',
];

/** From the State's draft to a lead office. */
export const intake: readonly Transition[] = [
  {
    name: 'submit',
    from: ['draft'],
    to: 'submitted',
    roles: ['focal-point'],
    guards: [{ name: 'mandatory-fields-complete' }, { name: 'letter-attached-or-promised' }],
    effects: [
      { name: 'stamp-submission' },
      { name: 'notify', params: { template: 'request-submitted', to: ['intake-officer', 'permanent-mission'] } },
    ],
    confirm: true,
  },
  {
    name: 'authenticate-and-register',
    from: ['submitted'],
    to: 'acknowledged',
    roles: ['intake-officer'],
    guards: [
      { name: 'sender-entitled-or-confirmed', params: { entitled: ENTITLED_AUTHORITIES, confirmedBy: 'authenticity' } },
    ],
    input: [
      { name: 'authority', type: 'choice', choices: [...ENTITLED_AUTHORITIES, 'other-body'], required: true },
      shortText('office'),
    ],
    effects: [
      { name: 'establish', params: { fact: 'sender' } },
      { name: 'notify', params: { template: 'acknowledgement', to: ['focal-point', 'permanent-mission'] } },
    ],
  },
  {
    name: 'ask-for-information',
    from: ['submitted'],
    to: 'info-requested',
    roles: ['intake-officer'],
    input: [longText('question')],
    effects: [
      { name: 'establish', params: { fact: 'informationRequest' } },
      { name: 'notify', params: { template: 'information-requested', to: ['focal-point'] } },
    ],
  },
  {
    name: 'decline',
    from: ['submitted'],
    to: 'declined',
    roles: ['intake-officer', 'hq-manager'],
    input: reasonFrom('not-from-a-member-state', 'not-authentic'),
    effects: [
      { name: 'establish', params: { fact: 'refusal' } },
      { name: 'notify', params: { template: 'declined', to: ['focal-point', 'permanent-mission'] } },
    ],
    confirm: true,
  },
  {
    name: 'assign-office',
    from: ['acknowledged'],
    to: 'assigned',
    roles: ['intake-officer', 'hq-manager', 'system'],
    guards: [{ name: 'office-from-coverage' }],
    input: [
      { name: 'office', type: 'organisation', kind: 'office', required: true },
      { name: 'basis', type: 'choice', choices: ['coverage-table', 'manual'], required: true },
      { name: 'reason', type: 'text', maxLength: 4_000, required: { when: { field: 'basis', isOneOf: ['manual'] } } },
    ],
    effects: [
      { name: 'assign-lead-office', params: { field: 'office' } },
      { name: 'establish', params: { fact: 'routing' } },
      { name: 'notify', params: { template: 'office-assigned', to: ['office-head', 'triage-officer', 'focal-point'] } },
    ],
  },
  {
    name: 'answer',
    from: ['info-requested'],
    to: { origin: true, otherwise: 'triage' },
    roles: ['focal-point'],
    input: [longText('answer'), documents('documents')],
    effects: [
      { name: 'establish', params: { fact: 'answer', fields: ['answer'] } },
      { name: 'file-documents', params: { field: 'documents', as: 'answer' } },
      {
        name: 'notify',
        params: { template: 'information-answered', to: ['intake-officer', 'case-officer', 'hq-manager'] },
      },
    ],
  },
  {
    name: 'lapse',
    from: ['info-requested'],
    to: 'lapsed',
    roles: ['system'],
    needs: [{ gate: 'reminders', isOneOf: ['second'] }],
    effects: [
      { name: 'notify', params: { template: 'lapsed', to: ['focal-point', 'permanent-mission', 'case-officer'] } },
    ],
  },
  {
    name: 'revive',
    from: ['lapsed'],
    to: 'triage',
    roles: ['focal-point'],
    guards: [{ name: 'ended-within', params: { months: 12 } }],
    input: [longText('answer'), documents('documents')],
    effects: [
      { name: 'establish', params: { fact: 'answer', fields: ['answer'] } },
      { name: 'file-documents', params: { field: 'documents', as: 'answer' } },
      {
        name: 'notify',
        params: { template: 'revived', to: ['intake-officer', 'triage-officer', 'case-officer', 'office-head'] },
      },
    ],
    reopens: true,
  },
  {
    // A draft is the State's own: nobody else may learn that it existed.
    name: 'withdraw',
    from: ['draft'],
    to: 'withdrawn',
    roles: ['focal-point'],
    input: [optionalText('reason')],
    effects: [{ name: 'establish', params: { fact: 'withdrawal' } }],
    confirm: true,
  },
  {
    name: 'withdraw',
    from: [
      'submitted',
      'acknowledged',
      'assigned',
      'triage',
      'info-requested',
      'hq-review',
      'accepted',
      'planning',
      'plan-agreed',
      'on-hold',
      'delivery',
      'suspended',
    ],
    to: 'withdrawn',
    roles: ['focal-point'],
    input: [optionalText('reason')],
    effects: [
      { name: 'establish', params: { fact: 'withdrawal' } },
      {
        name: 'notify',
        params: { template: 'withdrawn', to: ['intake-officer', 'case-officer', 'office-head', 'permanent-mission'] },
      },
    ],
    confirm: true,
  },
];
