import { longText, optionalText } from '../../fields.js';
import type { Gate } from '../language.js';

/** Notes on progress, due again and again while assistance is delivered. */
export const progress = {
  initial: 'none',
  states: { none: {}, noted: { settled: true } },
  opens: [{ onEntering: ['delivery'], from: ['noted'], to: 'none' }],
  transitions: [
    {
      name: 'file-progress-note',
      from: ['none', 'noted'],
      to: 'noted',
      during: ['delivery'],
      roles: ['case-officer'],
      input: [longText('note')],
      effects: [
        { name: 'establish', params: { fact: 'progress' } },
        { name: 'notify', params: { template: 'progress-noted', to: ['focal-point', 'office-head'] } },
      ],
    },
  ],
} as const satisfies Gate;

/** The State confirms that the case can close, or lets the time for comments pass. */
export const stateConfirmation = {
  initial: 'not-asked',
  states: { 'not-asked': {}, awaiting: { holder: 'state' }, confirmed: { settled: true }, silent: { settled: true } },
  opens: [
    { onEntering: ['closure-review'], from: ['not-asked', 'confirmed', 'silent'], to: 'awaiting' },
    { onEntering: ['delivered', 'delivery'], from: ['awaiting', 'confirmed', 'silent'], to: 'not-asked' },
  ],
  transitions: [
    {
      name: 'confirm-closure',
      from: ['awaiting'],
      to: 'confirmed',
      during: ['closure-review'],
      roles: ['focal-point'],
      input: [
        {
          name: 'satisfaction',
          type: 'choice',
          choices: ['very-satisfied', 'satisfied', 'partly-satisfied', 'dissatisfied'],
          required: true,
        },
        optionalText('comments'),
      ],
      effects: [
        { name: 'establish', params: { fact: 'stateConfirmation' } },
        {
          name: 'notify',
          params: { template: 'closure-confirmed', to: ['case-officer', 'office-head', 'hq-manager'] },
        },
      ],
    },
    {
      name: 'note-silence',
      from: ['awaiting'],
      to: 'silent',
      during: ['closure-review'],
      roles: ['system'],
      effects: [
        {
          name: 'notify',
          params: { template: 'closure-confirmed-by-silence', to: ['focal-point', 'office-head', 'hq-manager'] },
        },
      ],
    },
  ],
} as const satisfies Gate;

/** Some time after the end somebody asks whether the need was met and the result lasts. */
export const followUp = {
  initial: 'open',
  states: { open: {}, done: { settled: true } },
  opens: [{ onEntering: ['delivery', 'triage'], from: ['done'], to: 'open' }],
  transitions: [
    {
      name: 'record-follow-up',
      from: ['open'],
      to: 'done',
      during: ['closed', 'referred'],
      roles: ['case-officer', 'office-head', 'hq-manager'],
      input: [
        { name: 'needMet', type: 'choice', choices: ['met', 'partly-met', 'not-met', 'unknown'], required: true },
        longText('findings'),
      ],
    },
  ],
} as const satisfies Gate;
