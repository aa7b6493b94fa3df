import { describe, expect, it } from '@jest/globals';
import type { WorkflowDefinition } from '../definition.js';
import { checkStateMap } from './check-state-map.js';
import { migrate } from './migration.js';

const open = { phase: 'assignment', holder: 'office', clock: 'running' } as const;
const gate = (...states: string[]) => ({
  initial: states[0] ?? '',
  states: Object.fromEntries(states.map((state) => [state, {}])),
  transitions: [],
});
const before: WorkflowDefinition = {
  id: 'assistance',
  version: 1,
  roles: { officer: { party: 'office' } },
  states: { triage: open, review: open, closed: { phase: 'closed', holder: 'none', clock: 'none', terminal: true } },
  creation: { name: 'begin', to: 'triage', roles: ['officer'] },
  transitions: [],
  gates: { consent: gate('asked', 'given') },
  targets: [],
};
const after: WorkflowDefinition = {
  ...before,
  version: 2,
  states: { triage: open, 'second-look': open, closed: before.states['closed']! },
  gates: { consent: gate('wanted', 'given') },
};
const codesOf = (map: Parameters<typeof checkStateMap>[0]): readonly string[] =>
  checkStateMap(map, [before], after).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a map of states', () => {
  it('that leads from known places to known places is sound', () => {
    expect(codesOf({ states: { review: 'second-look' }, gates: { consent: { asked: 'wanted' } } })).toEqual([]);
    expect(codesOf({})).toEqual([]);
  });

  it('is told all its faults at once, each with its place', () => {
    expect(
      codesOf({
        states: { reviwe: 'triage', review: 'secnd', triage: 'closed' },
        gates: { consent: { askd: 'given', asked: 'want' }, clearance: { asked: 'given' } },
      }),
    ).toEqual([
      '/states/reviwe unknown_before',
      '/states/review unknown_after',
      '/states/triage ends_case',
      '/gates/consent/askd unknown_before',
      '/gates/consent/asked unknown_after',
      '/gates/clearance unknown_after',
    ]);
  });

  it('takes names that every object inherits for what they are: unknown', () => {
    expect(codesOf({ states: { constructor: 'toString' }, gates: { valueOf: {} } })).toEqual([
      '/states/constructor unknown_before',
      '/states/constructor unknown_after',
      '/gates/valueOf unknown_after',
    ]);
  });

  it('never closes a case, not even where an open state of that name has become an end', () => {
    const snapshot = { state: 'review', origin: null, gates: { consent: 'given' }, consents: {}, performers: {} };
    const ended: WorkflowDefinition = { ...after, states: { ...after.states, review: before.states['closed']! } };
    expect(migrate(snapshot, before, ended, {}, 'ana')).toEqual({
      outcome: 'stuck',
      reasons: [{ code: 'ends_case', what: 'review' }],
    });
  });
});
