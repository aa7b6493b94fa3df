import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WorkflowDefinition } from '../definition.js';
import { loan } from '../testing/small-lifecycle.js';
import { change, insert, remove, type Spoiling, spoilt } from '../testing/spoilt.js';
import { difference } from './difference.js';

const sentences = (...changes: readonly Spoiling[]) =>
  difference(loan, spoilt(loan, ...changes) as WorkflowDefinition).map(({ sentence }) => sentence);

describe('the difference between two versions', () => {
  it('is nothing between a version and itself, in whatever order it is written', () => {
    const states = Object.fromEntries(Object.entries(loan.states).reverse()) as typeof loan.states;
    expect(difference(loan, { ...loan, states })).toEqual([]);
  });

  it('is told in sentences, part by part', () => {
    expect(sentences(change('/states/lent/holder', 'office'))).toEqual([
      'In "lent" the ball is held by office instead of state.',
    ]);
    expect(sentences(remove('/transitions/7'))).toEqual([expect.stringContaining('renew')]);
    expect(sentences(insert('/roles/guest', { party: 'state' }))).toEqual([expect.stringContaining('guest')]);
    expect(sentences(change('/targets/0/limits/urgent/amount', 3))).toEqual([
      expect.stringContaining('3 working days'),
    ]);
    expect(sentences(change('/gates/card/initial', 'checked'))).toEqual([expect.stringContaining('card')]);
  });

  it('is never nothing where the rules differ', () => {
    const places = [
      '/states/asked/phase',
      '/states/asked/clock',
      '/creation/to',
      '/transitions/0/to',
      '/transitions/3/roles/0',
      '/gates/card/transitions/0/to',
      '/targets/0/owner',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), (pointer) => {
        expect(sentences(change(pointer, 'otherwise'))).not.toEqual([]);
      }),
    );
  });
});
