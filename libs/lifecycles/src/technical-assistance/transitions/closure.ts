import { documents, longText, optionalText } from '../../fields.js';
import type { Transition } from '../language.js';

/** The office reports, the State confirms or comments, the case closes; within a year it may be opened again. */
export const closure: readonly Transition[] = [
  {
    name: 'submit-closure-report',
    from: ['delivered'],
    to: 'closure-review',
    roles: ['case-officer'],
    guards: [{ name: 'closure-report-complete' }],
    input: [
      longText('results'),
      longText('lessons'),
      optionalText('followUp'),
      { name: 'cost', type: 'money', required: true },
      documents('documents'),
    ],
    effects: [
      { name: 'establish', params: { fact: 'closureReport', fields: ['results', 'lessons', 'followUp', 'cost'] } },
      { name: 'file-documents', params: { field: 'documents', as: 'closure-report' } },
      {
        name: 'notify',
        params: { template: 'closure-report-submitted', to: ['focal-point', 'office-head', 'hq-manager'] },
      },
    ],
  },
  {
    name: 'return-report',
    from: ['closure-review'],
    to: 'delivered',
    roles: ['focal-point', 'hq-manager'],
    input: [longText('comments')],
    effects: [
      { name: 'establish', params: { fact: 'reportReturn' } },
      { name: 'forget', params: { facts: ['stateConfirmation'] } },
      { name: 'notify', params: { template: 'closure-report-returned', to: ['case-officer', 'office-head'] } },
    ],
  },
  {
    name: 'close',
    from: ['closure-review'],
    to: 'closed',
    roles: ['hq-manager', 'office-head'],
    needs: [{ gate: 'state-confirmation', isOneOf: ['confirmed', 'silent'] }],
    effects: [
      { name: 'notify', params: { template: 'closed', to: ['focal-point', 'permanent-mission', 'case-officer'] } },
    ],
    confirm: true,
    fourEyesWith: 'submit-closure-report',
  },
  {
    name: 'reopen',
    from: ['closed'],
    to: 'delivery',
    roles: ['hq-manager'],
    guards: [
      { name: 'ended-within', params: { months: 12 } },
      { name: 'affirmed', params: { field: 'sameNeed', missing: 'same-need' } },
    ],
    input: [longText('reason'), { name: 'sameNeed', type: 'boolean', required: true }],
    effects: [
      { name: 'establish', params: { fact: 'reopening', fields: ['reason'] } },
      { name: 'forget', params: { facts: ['outputs', 'closureReport', 'stateConfirmation'] } },
      { name: 'notify', params: { template: 'reopened', to: ['focal-point', 'case-officer', 'office-head'] } },
    ],
    reopens: true,
  },
];
