import { documents, longText, shortText } from '../../fields.js';
import type { Gate } from '../language.js';

/** The response plan as it was sent to the State. A changed plan needs both consents anew. */
export const plan = {
  initial: 'in-preparation',
  states: { 'in-preparation': {}, sent: { holder: 'state', settled: true }, 'agreed-by-silence': { settled: true } },
  transitions: [
    {
      name: 'send-plan',
      from: ['in-preparation'],
      to: 'sent',
      during: ['planning'],
      roles: ['case-officer'],
      input: [
        longText('objective'),
        {
          name: 'outputs',
          type: 'list',
          of: { name: 'output', type: 'record', fields: [shortText('title')] },
          minItems: 1,
          maxItems: 50,
          required: true,
        },
        { name: 'startsOn', type: 'date', required: true },
        { name: 'endsOn', type: 'date', notBefore: 'today', required: true },
        { name: 'silenceAnnounced', type: 'boolean', required: true },
        {
          name: 'silenceEndsOn',
          type: 'date',
          notBefore: 'today',
          required: { when: { field: 'silenceAnnounced', isOneOf: ['true'] } },
        },
        documents('documents'),
      ],
      effects: [
        {
          name: 'establish',
          params: {
            fact: 'plan',
            fields: ['objective', 'outputs', 'startsOn', 'endsOn', 'silenceAnnounced', 'silenceEndsOn'],
          },
        },
        { name: 'file-documents', params: { field: 'documents', as: 'response-plan' } },
        { name: 'notify', params: { template: 'plan-sent', to: ['focal-point', 'office-head'] } },
      ],
    },
    {
      name: 'revise-plan',
      from: ['sent', 'agreed-by-silence'],
      to: 'in-preparation',
      during: ['planning'],
      roles: ['case-officer', 'office-head', 'focal-point'],
      input: [longText('reason')],
      effects: [
        { name: 'forget', params: { facts: ['plan'] } },
        {
          name: 'notify',
          params: { template: 'plan-to-be-revised', to: ['focal-point', 'case-officer', 'office-head'] },
        },
      ],
      clearsConsents: true,
    },
    {
      name: 'record-silence',
      from: ['sent'],
      to: 'agreed-by-silence',
      during: ['planning'],
      roles: ['case-officer', 'office-head', 'system'],
      guards: [{ name: 'silence-announced-and-over' }],
      effects: [{ name: 'notify', params: { template: 'plan-agreed-by-silence', to: ['focal-point', 'office-head'] } }],
    },
  ],
} as const satisfies Gate;

/** The money for the plan; delivery starts only when somebody answers for it. */
export const funding = {
  initial: 'unconfirmed',
  states: { unconfirmed: {}, confirmed: { settled: true } },
  transitions: [
    {
      name: 'confirm-funds',
      from: ['unconfirmed'],
      to: 'confirmed',
      during: ['accepted', 'planning', 'plan-agreed', 'on-hold'],
      roles: ['office-head', 'hq-manager'],
      input: [{ name: 'amount', type: 'money', required: true }, shortText('source')],
      effects: [
        { name: 'establish', params: { fact: 'funding' } },
        { name: 'notify', params: { template: 'funds-confirmed', to: ['case-officer'] } },
      ],
    },
    {
      name: 'withdraw-funds',
      from: ['confirmed'],
      to: 'unconfirmed',
      during: ['accepted', 'planning', 'plan-agreed', 'on-hold'],
      roles: ['office-head', 'hq-manager'],
      input: [longText('reason')],
      effects: [
        { name: 'forget', params: { facts: ['funding'] } },
        { name: 'notify', params: { template: 'funds-withdrawn', to: ['case-officer'] } },
      ],
    },
  ],
} as const satisfies Gate;
