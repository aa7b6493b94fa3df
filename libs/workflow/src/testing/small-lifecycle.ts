import type { GuardTable } from '../decision.js';
import { defineWorkflow } from '../define.js';
import type { Vocabulary } from '../vocabulary.js';

export interface LoanFacts {
  readonly copies: number;
}

const guards: GuardTable<LoanFacts, 'copy-there'> = {
  'copy-there': ({ facts }, { least }) =>
    facts.copies >= Number(least ?? 1) || { missing: 'copy', details: { copies: facts.copies }, settledBy: ['check'] },
};

/** The words of a small lending library: enough to show every part of the language, far from the product. */
export const loanVocabulary: Vocabulary<LoanFacts> = {
  guards,
  guardParams: { 'copy-there': [{ name: 'least', type: 'number', min: 1 }] },
  effects: {
    tell: (params) => (typeof params.whom === 'string' ? [] : [{ pointer: '/whom', message: 'Say whom to tell.' }]),
  },
};

export type TellEffect = { readonly name: 'tell'; readonly params: { readonly whom: string } };

/** A reader asks for a book; the library lends it once both agree on the date and the card is checked. */
export const loan = defineWorkflow<'copy-there', TellEffect>()({
  id: 'loan',
  version: 1,
  roles: {
    reader: { party: 'state' },
    librarian: { party: 'office' },
    head: { party: 'headquarters' },
    timer: { party: 'system' },
  },
  states: {
    asked: { phase: 'intake', holder: 'office', clock: 'running' },
    unclear: { phase: 'intake', holder: 'state', clock: 'paused' },
    agreed: { phase: 'planning', holder: 'office', clock: 'running' },
    lent: { phase: 'delivery', holder: 'state', clock: 'running' },
    returned: { phase: 'closed', holder: 'none', clock: 'none', terminal: true },
    refused: { phase: 'closed', holder: 'none', clock: 'none', terminal: true },
  },
  creation: {
    name: 'ask',
    to: 'asked',
    roles: ['reader'],
    input: [{ name: 'title', type: 'text', maxLength: 100, required: true }],
  },
  transitions: [
    {
      name: 'query',
      from: ['asked', 'agreed'],
      to: 'unclear',
      roles: ['librarian'],
      input: [{ name: 'question', type: 'text', maxLength: 200, required: true }],
    },
    { name: 'explain', from: ['unclear'], to: { origin: true, otherwise: 'asked' }, roles: ['reader'] },
    {
      name: 'agree',
      from: ['asked'],
      to: 'agreed',
      roles: ['reader', 'librarian'],
      jointly: [
        { party: 'reader', roles: ['reader'], deemedWhen: { gate: 'card', isOneOf: ['waived'] } },
        { party: 'library', roles: ['librarian'] },
      ],
      input: [{ name: 'until', type: 'date', notBefore: 'today' }],
    },
    {
      name: 'lend',
      from: ['agreed'],
      to: 'lent',
      roles: ['librarian'],
      guards: [{ name: 'copy-there', params: { least: 1 } }],
      needs: [{ gate: 'card', isOneOf: ['checked', 'waived'] }],
      effects: [{ name: 'tell', params: { whom: 'reader' } }],
    },
    { name: 'return', from: ['lent'], to: 'returned', roles: ['reader', 'timer'] },
    { name: 'propose-refusal', from: ['unclear'], to: 'asked', roles: ['librarian'] },
    { name: 'refuse', from: ['asked'], to: 'refused', roles: ['head'], fourEyesWith: 'propose-refusal', confirm: true },
    { name: 'renew', from: ['returned'], to: 'agreed', roles: ['head'], reopens: true },
  ],
  gates: {
    card: {
      initial: 'unseen',
      states: { unseen: {}, checked: { settled: true }, waived: { settled: true } },
      opens: [{ onEntering: ['unclear'], from: ['checked', 'waived'], to: 'unseen' }],
      transitions: [
        { name: 'check', from: ['unseen'], to: 'checked', during: ['asked', 'agreed'], roles: ['librarian'] },
        {
          name: 'waive',
          from: ['unseen'],
          to: 'waived',
          during: ['asked', 'agreed'],
          roles: ['head'],
          clearsConsents: true,
        },
      ],
    },
  },
  targets: [
    {
      name: 'return-in-time',
      opensOn: { states: ['lent'] },
      metOn: { states: ['returned'] },
      owner: 'reader',
      calendar: 'state',
      pausedBy: 'nothing',
      onReturn: 'renew',
      limits: {
        emergency: { amount: 1, unit: 'working-days' },
        urgent: { amount: 5, unit: 'working-days' },
        routine: { amount: 20, unit: 'calendar-days' },
      },
      thresholds: [
        { atPercent: 75, name: 'at-risk', effects: [{ name: 'tell', params: { whom: 'reader' } }] },
        { atPercent: 300, name: 'taken-back', performs: 'return' },
      ],
      basis: 'The rules of the library',
    },
  ],
});
