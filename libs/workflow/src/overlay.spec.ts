import { describe, expect, it } from '@jest/globals';
import { applyOverlay, type Overlay, validateOverlay } from './overlay.js';
import { loan, loanVocabulary } from './testing/small-lifecycle.js';
import { validate } from './validation/validate.js';

const NEXT = { id: 'loan-abroad', version: 1 };
const faults = (overlay: Omit<Overlay, 'id' | 'version'>) =>
  validateOverlay(loan, { ...NEXT, ...overlay }).map(({ pointer, code }) => `${pointer} ${code}`);

describe('an overlay', () => {
  it('puts a step in between, asks for a gate more and gives less time, and the result is sound', () => {
    const abroad = applyOverlay(loan, {
      ...NEXT,
      states: { posted: { phase: 'delivery', holder: 'office', clock: 'running' } },
      transitions: [{ name: 'arrive', from: ['posted'], to: 'lent', roles: ['reader'] }],
      gates: {
        customs: {
          initial: 'open',
          states: { open: {}, cleared: { settled: true } },
          transitions: [{ name: 'clear', from: ['open'], to: 'cleared', during: ['agreed'], roles: ['head'] }],
        },
      },
      acts: [{ name: 'lend', to: 'posted', needs: [{ gate: 'customs', isOneOf: ['cleared'] }] }],
      limits: { 'return-in-time': { urgent: { amount: 2, unit: 'working-days' } } },
    });
    expect(validate(abroad, loanVocabulary)).toEqual([]);
    const lend = abroad.transitions.find(({ name }) => name === 'lend');
    expect(lend).toMatchObject({ to: 'posted', needs: [{ gate: 'card' }, { gate: 'customs' }] });
    expect(abroad.targets[0]?.limits).toMatchObject({ urgent: { amount: 2 }, routine: { amount: 20 } });
  });

  it('leaves its base as it was', () => {
    const before = JSON.stringify(loan);
    applyOverlay(loan, { ...NEXT, acts: [{ name: 'query', input: [{ name: 'more', type: 'boolean' }] }] });
    expect(JSON.stringify(loan)).toBe(before);
  });

  it.each<readonly [string, Omit<Overlay, 'id' | 'version'>, string]>([
    ['declares a state anew', { states: { lent: loan.states.lent } }, '/states/lent already_there'],
    ['declares a role anew', { roles: { head: { party: 'office' } } }, '/roles/head already_there'],
    ['changes a gate there is not', { gateChanges: { crad: {} } }, '/gateChanges/crad unknown_gate'],
    ['changes a limit there is not', { limits: { 'return-in-tiem': {} } }, '/limits/return-in-tiem unknown_target'],
    ['changes an act there is not', { acts: [{ name: 'lendd' }] }, '/acts/0/name unknown_act'],
    ['lets more people act', { acts: [{ name: 'lend', roles: ['head'] }] }, '/acts/0/roles less_strict'],
    [
      'changes an act from where it does not start alone',
      { acts: [{ name: 'query', from: ['asked'] }] },
      '/acts/0/from changes_nothing',
    ],
    ['leads an act of a gate elsewhere', { acts: [{ name: 'check', to: 'lent' }] }, '/acts/0/to act_on_gate'],
  ])('does not fit its base if it %s', (_, overlay, fault) => {
    expect(faults(overlay)).toContain(fault);
    expect(() => applyOverlay(loan, { ...NEXT, ...overlay } as never)).toThrow('does not fit loan');
  });
});
