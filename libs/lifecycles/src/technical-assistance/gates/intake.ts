import { shortText } from '../../fields.js';
import type { Gate } from '../language.js';

/** The official letter, which in an emergency may follow the request. Nothing is accepted without it. */
export const letter = {
  initial: 'not-due',
  states: { 'not-due': {}, promised: { holder: 'state' }, received: { settled: true } },
  opens: [
    { onEntering: ['submitted'], to: 'received', when: [{ name: 'letter-attached' }] },
    { onEntering: ['submitted'], to: 'promised' },
  ],
  transitions: [
    {
      name: 'supply-letter',
      from: ['promised'],
      to: 'received',
      during: ['submitted', 'acknowledged', 'assigned', 'triage', 'info-requested', 'hq-review'],
      roles: ['focal-point', 'permanent-mission', 'intake-officer'],
      input: [
        { name: 'kind', type: 'choice', choices: ['note-verbale', 'letter-of-request'], required: true },
        { name: 'date', type: 'date', notAfter: 'today', required: true },
        { name: 'number', type: 'text', maxLength: 60 },
        { name: 'document', type: 'document', required: true },
      ],
      effects: [
        { name: 'establish', params: { fact: 'letter' } },
        { name: 'file-documents', params: { field: 'document', as: 'official-letter' } },
        { name: 'notify', params: { template: 'letter-received', to: ['intake-officer', 'case-officer'] } },
      ],
    },
  ],
} as const satisfies Gate;

/** The Permanent Mission can say that a request is the State's, whoever signed it. */
export const authenticity = {
  initial: 'unconfirmed',
  states: { unconfirmed: {}, confirmed: { settled: true } },
  transitions: [
    {
      name: 'confirm-authenticity',
      from: ['unconfirmed'],
      to: 'confirmed',
      during: ['submitted', 'info-requested'],
      roles: ['permanent-mission'],
      input: [shortText('confirmedBy'), { name: 'reference', type: 'text', maxLength: 60 }],
      effects: [{ name: 'notify', params: { template: 'authenticity-confirmed', to: ['intake-officer'] } }],
    },
  ],
} as const satisfies Gate;

/** How urgent the matter is and how closely it is held, as the office sees it rather than as it was asked. */
export const handling = {
  initial: 'as-received',
  states: { 'as-received': {}, reviewed: { settled: true } },
  transitions: [
    {
      name: 'classify',
      from: ['as-received', 'reviewed'],
      to: 'reviewed',
      during: [
        'submitted',
        'acknowledged',
        'assigned',
        'triage',
        'hq-review',
        'accepted',
        'planning',
        'plan-agreed',
        'on-hold',
        'delivery',
      ],
      roles: ['intake-officer', 'triage-officer', 'case-officer', 'office-head', 'hq-manager'],
      input: [
        { name: 'urgency', type: 'choice', choices: ['emergency', 'urgent', 'routine'] },
        { name: 'sensitivity', type: 'choice', choices: ['unclassified', 'confidential', 'strictly-confidential'] },
        shortText('reason'),
      ],
      effects: [
        { name: 'set-urgency', params: { field: 'urgency' } },
        { name: 'set-sensitivity', params: { field: 'sensitivity' } },
      ],
    },
  ],
} as const satisfies Gate;

/** Reminders sent to the State while it is waited for; a request lapses only after two of them. */
export const reminders = {
  initial: 'none',
  states: { none: {}, first: {}, second: { settled: true } },
  opens: [{ onEntering: ['info-requested'], from: ['first', 'second'], to: 'none' }],
  transitions: [
    {
      name: 'remind',
      from: ['none'],
      to: 'first',
      during: ['info-requested'],
      roles: ['system', 'intake-officer', 'case-officer', 'hq-manager'],
      effects: [{ name: 'notify', params: { template: 'first-reminder', to: ['focal-point'] } }],
    },
    {
      name: 'remind',
      from: ['first'],
      to: 'second',
      during: ['info-requested'],
      roles: ['system', 'intake-officer', 'case-officer', 'hq-manager'],
      effects: [{ name: 'notify', params: { template: 'second-reminder', to: ['focal-point', 'permanent-mission'] } }],
    },
  ],
} as const satisfies Gate;
