import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { available } from '../available.js';
import { compile, stateOf, type Workflow } from '../compile.js';
import { create, decide, offeredAct } from '../decide.js';
import type { CaseSnapshot, Decision, GuardTable } from '../decision.js';
import type { WorkflowDefinition } from '../definition.js';
import { sampleInput } from '../sample-input.js';
import { loan, type LoanFacts, loanVocabulary } from '../testing/small-lifecycle.js';
import { change, insert, remove, type Spoiling, spoilt } from '../testing/spoilt.js';
import { validate } from './validate.js';

/** Every place of the sound document, and every value in it to be put somewhere else. */
const places = placesOf(loan, '');
const values = [...places.map(({ value }) => value), 'nonsense', '', -1, 0, 1e9, true, null, [], {}];

interface Mutation {
  readonly pointer: string;
  readonly how: 'change' | 'remove' | 'double';
  readonly value: unknown;
}

const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    pointer: fc.constantFrom(...places.map(({ pointer }) => pointer)),
    how: fc.constantFrom('change', 'remove', 'double'),
    value: fc.constantFrom(...values),
  }),
  { minLength: 1, maxLength: 3 },
);

function apply({ pointer, how, value }: Mutation): Spoiling {
  const spoiling = { change, insert, remove }[how === 'double' ? 'insert' : how](pointer, structuredClone(value));
  return (document) => {
    try {
      spoiling(document);
    } catch {
      // An earlier mutation took the place away: then this one changes nothing.
    }
  };
}

describe('a mutated definition', () => {
  it('is never called valid unless every state is reached, every case can end and every act can be performed', () => {
    let valid = 0;
    fc.assert(
      fc.property(mutations, (made) => {
        const document = spoilt(loan, ...made.map(apply));
        if (validate(document, loanVocabulary).length > 0) return;
        valid += 1;
        expect(shortcomings(document as WorkflowDefinition)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(valid).toBeGreaterThan(50);
  });
});

describe('any value at all', () => {
  it('is answered with faults, never with an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.json().map((text) => JSON.parse(text) as unknown),
        ),
        (document) => {
          expect(validate(document, loanVocabulary).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/**
 * What a definition promises and does not keep, found out by running it: every act that is offered anywhere is performed,
 * with guards that all say yes and with guards that all say no. Knows nothing of how `validate` proves.
 */
function shortcomings(definition: WorkflowDefinition): readonly string[] {
  const found = new Map<string, CaseSnapshot>();
  const successors = new Map<string, Set<string>>();
  const performed = new Set<string>();
  for (const answer of [true, false]) explore(compile(definition, tableOf(answer)), found, successors, performed);

  const states = Object.keys(definition.states);
  const reached = new Set([...found.values()].map(({ state }) => state));
  const endless = [...reached].filter((state) => !canEnd(state, definition, successors));
  const acts = [
    ...definition.transitions,
    ...Object.values(definition.gates).flatMap(({ transitions }) => transitions),
  ];
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} is not reached`),
    ...endless.map((state) => `${state} cannot end`),
    ...acts.filter(({ name }) => !performed.has(name)).map(({ name }) => `${name} is never performed`),
  ];
}

function explore(
  workflow: Workflow<LoanFacts>,
  found: Map<string, CaseSnapshot>,
  successors: Map<string, Set<string>>,
  performed: Set<string>,
): void {
  const facts = { copies: 1 };
  const now = Date.UTC(2026, 10, 23);
  const samples = { now, person: ID, document: ID, organisation: 'X' };
  const actor = { id: 'someone', roles: Object.keys(workflow.definition.roles) };
  const created = create(workflow, { actor, input: sampleInput(workflow.creation.form.fields, samples), facts, now });
  if (created.outcome === 'refused') return;
  const seen = new Set<string>();
  const open = [created.snapshot];
  for (let snapshot = open.pop(); snapshot; snapshot = open.pop()) {
    // Who did what is nobody's business here: each act is tried by somebody new.
    const here = { ...snapshot, performers: {}, consents: {} };
    const key = JSON.stringify(here);
    if (seen.has(key)) continue;
    seen.add(key);
    found.set(key, here);
    for (const { name, input } of available(workflow, { snapshot: here, actor, facts, now })) {
      const act = offeredAct(stateOf(workflow, here.state), name, here);
      const parties = act?.kind === 'transition' ? (act.jointly ?? []) : [];
      let at: CaseSnapshot | null = here;
      for (const roles of parties.length > 0 ? parties.map((party) => party.roles) : [actor.roles]) {
        if (!at) break;
        const decision: Decision = decide(workflow, {
          snapshot: at,
          transition: name,
          actor: { id: roles.join(), roles },
          input: sampleInput(input, samples),
          facts,
          now,
        });
        at = decision.outcome === 'accepted' ? decision.snapshot : at.state === here.state ? null : at;
      }
      if (!at) continue;
      performed.add(name);
      const ways = successors.get(here.state) ?? new Set();
      successors.set(here.state, ways.add(at.state));
      open.push(at);
    }
  }
}

const ID = '01935d1e-0000-7000-8000-000000000001';

function tableOf(answer: boolean): GuardTable<LoanFacts> {
  const names = Object.keys(loanVocabulary.guards);
  return Object.fromEntries(names.map((name) => [name, () => answer || { missing: 'everything' }]));
}

function canEnd(
  start: string,
  definition: WorkflowDefinition,
  successors: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const reached = new Set([start]);
  for (const state of reached) {
    if (definition.states[state]?.terminal) return true;
    for (const next of successors.get(state) ?? []) reached.add(next);
  }
  return false;
}

function placesOf(value: unknown, pointer: string): readonly { readonly pointer: string; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const at = `${pointer}/${key}`;
    return [{ pointer: at, value: item }, ...placesOf(item, at)];
  });
}
