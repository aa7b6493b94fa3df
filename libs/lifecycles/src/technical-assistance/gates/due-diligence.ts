import { longText } from '../../fields.js';
import type { Gate } from '../language.js';
import type { State } from '../states.js';

const BEFORE_CLOSURE = [
  'triage',
  'info-requested',
  'hq-review',
  'accepted',
  'planning',
  'plan-agreed',
  'on-hold',
  'delivery',
  'suspended',
] as const satisfies readonly State[];

/**
 * Human rights due diligence before support to security forces: a preliminary assessment, a full one
 * where that is not enough, made anew whenever support was suspended or an assessment has grown old.
 */
export const dueDiligence = {
  initial: 'not-assessed',
  states: {
    'not-assessed': {},
    'not-required': { settled: true },
    preliminary: { holder: 'office' },
    full: { holder: 'office' },
    cleared: { settled: true },
    'cleared-with-measures': { settled: true },
    refused: { settled: true },
  },
  opens: [
    { onEntering: ['triage'], to: 'preliminary', when: [{ name: 'security-forces-involved' }] },
    { onEntering: ['triage'], to: 'not-required' },
    { onEntering: ['suspended'], from: ['cleared', 'cleared-with-measures'], to: 'preliminary' },
  ],
  transitions: [
    {
      name: 'require-due-diligence',
      from: ['not-required'],
      to: 'preliminary',
      during: BEFORE_CLOSURE,
      roles: ['case-officer', 'office-head', 'due-diligence-adviser', 'hq-manager'],
      input: [longText('reason')],
      effects: [{ name: 'notify', params: { template: 'due-diligence-required', to: ['due-diligence-adviser'] } }],
    },
    {
      name: 'require-full-assessment',
      from: ['preliminary'],
      to: 'full',
      during: BEFORE_CLOSURE,
      roles: ['due-diligence-adviser'],
      input: [longText('findings')],
      effects: [
        { name: 'notify', params: { template: 'full-assessment-required', to: ['case-officer', 'office-head'] } },
      ],
    },
    {
      name: 'clear-due-diligence',
      from: ['preliminary', 'full'],
      to: 'cleared',
      during: BEFORE_CLOSURE,
      roles: ['due-diligence-adviser'],
      input: [longText('findings')],
      effects: [
        { name: 'establish', params: { fact: 'dueDiligence', with: { outcome: 'cleared' } } },
        { name: 'notify', params: { template: 'due-diligence-cleared', to: ['case-officer', 'office-head'] } },
      ],
    },
    {
      name: 'clear-with-measures',
      from: ['preliminary', 'full'],
      to: 'cleared-with-measures',
      during: BEFORE_CLOSURE,
      roles: ['due-diligence-adviser'],
      input: [
        longText('findings'),
        {
          name: 'measures',
          type: 'list',
          of: { name: 'measure', type: 'text', maxLength: 400 },
          minItems: 1,
          maxItems: 20,
          required: true,
        },
      ],
      effects: [
        { name: 'establish', params: { fact: 'dueDiligence', with: { outcome: 'cleared-with-measures' } } },
        { name: 'notify', params: { template: 'due-diligence-cleared', to: ['case-officer', 'office-head'] } },
      ],
    },
    {
      name: 'refuse-due-diligence',
      from: ['full'],
      to: 'refused',
      during: BEFORE_CLOSURE,
      roles: ['due-diligence-adviser'],
      input: [longText('findings')],
      effects: [
        { name: 'establish', params: { fact: 'dueDiligence', with: { outcome: 'refused' } } },
        {
          name: 'notify',
          params: { template: 'due-diligence-refused', to: ['case-officer', 'office-head', 'hq-manager'] },
        },
      ],
      confirm: true,
    },
    {
      name: 'renew-due-diligence',
      from: ['cleared', 'cleared-with-measures', 'refused'],
      to: 'preliminary',
      during: BEFORE_CLOSURE,
      roles: ['due-diligence-adviser', 'office-head', 'hq-manager'],
      input: [longText('reason')],
      effects: [{ name: 'notify', params: { template: 'due-diligence-required', to: ['due-diligence-adviser'] } }],
    },
  ],
} as const satisfies Gate;
