import { documents, optionalText, reasonFrom } from '../../fields.js';
import type { Gate } from '../language.js';

/** The office alone cannot refuse a State; it can propose it to headquarters. */
export const refusal = {
  initial: 'none',
  states: { none: {}, proposed: { holder: 'headquarters', settled: true } },
  opens: [{ onEntering: ['accepted'], from: ['proposed'], to: 'none' }],
  transitions: [
    {
      name: 'propose-refusal',
      from: ['none'],
      to: 'proposed',
      during: ['triage', 'hq-review'],
      roles: ['case-officer', 'office-head'],
      input: reasonFrom('outside-mandate', 'no-means', 'covered-elsewhere', 'risk-too-high', 'incomplete'),
      effects: [
        { name: 'establish', params: { fact: 'refusalProposal' } },
        { name: 'notify', params: { template: 'refusal-proposed', to: ['hq-manager'] } },
      ],
    },
    {
      name: 'withdraw-refusal-proposal',
      from: ['proposed'],
      to: 'none',
      during: ['triage', 'hq-review'],
      roles: ['case-officer', 'office-head'],
      input: [optionalText('reason')],
      effects: [{ name: 'forget', params: { facts: ['refusalProposal'] } }],
    },
  ],
} as const satisfies Gate;

/** Consent of the State to hand its request to another provider: asked separately, no until said otherwise. */
export const referralConsent = {
  initial: 'not-asked',
  states: { 'not-asked': {}, asked: { holder: 'state' }, given: { settled: true }, refused: { settled: true } },
  transitions: [
    {
      name: 'ask-referral-consent',
      from: ['not-asked', 'refused'],
      to: 'asked',
      during: ['triage', 'info-requested', 'hq-review', 'accepted'],
      roles: ['case-officer', 'office-head', 'hq-manager'],
      input: [
        { name: 'provider', type: 'organisation', kind: 'provider', required: true },
        { name: 'reason', type: 'text', maxLength: 4_000, required: true },
      ],
      effects: [{ name: 'notify', params: { template: 'referral-consent-asked', to: ['focal-point'] } }],
    },
    {
      name: 'consent-to-referral',
      from: ['not-asked', 'asked', 'refused'],
      to: 'given',
      during: ['triage', 'info-requested', 'hq-review', 'accepted'],
      roles: ['focal-point'],
      input: [
        { name: 'scope', type: 'choice', choices: ['request-only', 'request-and-documents'], required: true },
        documents('documents'),
      ],
      effects: [
        { name: 'establish', params: { fact: 'referralConsent', fields: ['scope'] } },
        { name: 'file-documents', params: { field: 'documents', as: 'consent' } },
        { name: 'notify', params: { template: 'referral-consent-given', to: ['case-officer', 'hq-manager'] } },
      ],
      confirm: true,
    },
    {
      name: 'refuse-referral',
      from: ['asked', 'given'],
      to: 'refused',
      during: ['triage', 'info-requested', 'hq-review', 'accepted'],
      roles: ['focal-point'],
      input: [optionalText('reason')],
      effects: [
        { name: 'forget', params: { facts: ['referralConsent'] } },
        { name: 'notify', params: { template: 'referral-refused', to: ['case-officer', 'hq-manager'] } },
      ],
    },
  ],
} as const satisfies Gate;
