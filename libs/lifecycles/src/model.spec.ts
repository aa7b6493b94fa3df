import { describe, expect, it } from '@jest/globals';
import { CASE_ROLES, type CaseFacts } from '#libs/domain';
import { compile, decide, type GuardTable, paths, type Refusal, replay, type WorkflowDefinition } from '#libs/workflow';
import { lifecycles } from './catalog.js';
import { guards } from './technical-assistance/guards.js';
import { DrivenCase } from './testing/driven-case.js';
import { walk } from './testing/walk.js';

/** Guards that never stand in the way: what is refused now is refused for the state, the gate or the role. */
const yes: GuardTable<CaseFacts> = Object.fromEntries(Object.keys(guards).map((name) => [name, () => true as const]));

describe.each(lifecycles.all().map((workflow) => [workflow.definition.id, workflow] as const))(
  'every move of %s',
  (_, workflow) => {
    const ways = paths(workflow.definition);

    it('is reached by a way from creation', () => {
      expect(ways.length).toBeGreaterThan(80);
      expect(ways.filter(({ steps }) => steps === null)).toEqual([]);
    });

    it('is taken by a case with real guards, and the history alone tells where it stood after each act', () => {
      for (const way of ways) {
        for (const { events, snapshot } of walk(workflow, way).stages) expect(replay(events)).toEqual(snapshot);
      }
    });

    it('is refused to every other role, and in every other state', () => {
      const { definition } = workflow;
      const open = compile(definition, yes);
      const { facts, now } = new DrivenCase(workflow);
      const wrong: unknown[] = [];
      for (const state of Object.keys(definition.states)) {
        const snapshot = { state, origin: null, gates: open.creation.gates, consents: {}, performers: {} };
        for (const [act, performers] of performersOf(definition, state)) {
          for (const role of CASE_ROLES) {
            const actor = { id: role, roles: [role] };
            const decision = decide(open, { snapshot, transition: act, actor, input: {}, facts, now });
            const refusals = decision.outcome === 'refused' ? decision.refusals : [];
            const expected = performers ? (performers.includes(role) ? 'allowed' : 'role') : 'place';
            if (verdict(refusals) !== expected) wrong.push({ state, act, role, expected, refusals });
          }
        }
      }
      expect(wrong).toEqual([]);
    });
  },
);

/** Who may perform each act of a lifecycle in a state whose gates have not moved yet; null where it is not offered. */
function performersOf(definition: WorkflowDefinition, state: string): ReadonlyMap<string, readonly string[] | null> {
  const performers = new Map<string, readonly string[] | null>();
  const add = (name: string, roles: readonly string[], isOffered: boolean) => {
    if (isOffered || !performers.has(name)) performers.set(name, isOffered ? roles : null);
  };
  for (const { name, roles, from } of definition.transitions) add(name, roles, from.includes(state));
  for (const { initial, transitions } of Object.values(definition.gates)) {
    for (const { name, roles, from, during } of transitions) {
      add(name, roles, during.includes(state) && from.includes(initial));
    }
  }
  return performers;
}

function verdict(refusals: readonly Refusal[]): 'allowed' | 'role' | 'place' {
  const codes = refusals.map(({ code }) => code);
  if (codes.includes('wrong_state') || codes.includes('wrong_gate_state')) return 'place';
  return codes.includes('wrong_role') ? 'role' : 'allowed';
}
