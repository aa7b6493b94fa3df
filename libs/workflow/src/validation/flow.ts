import type { GateRequirement, TransitionDefinition, WorkflowDefinition } from '../definition.js';
import {
  destinations,
  edgesOf,
  type GatePositions,
  originsOf,
  positionsOfGate,
  type StateGraph,
} from '../positions.js';
import { DEFINITION_BOUNDS } from './bounds.js';
import { memberPointer } from './names.js';
import type { Report } from './report.js';

/** What has been proved about where a case and its gates can be. */
export interface ProvedFlow {
  readonly origins: StateGraph;
  readonly positions: ReadonlyMap<string, GatePositions>;
  /** States reachable from each state by acts that can ever be performed. */
  readonly successors: StateGraph;
}

/** Proves that every state is reached, every case can end, and no act or gate waits for what never comes. Null if there is too much to prove. */
export function reportFlow(definition: WorkflowDefinition, report: Report): ProvedFlow | null {
  const origins = originsOf(definition);
  const edges = edgesOf(definition, origins);
  const count = [...edges.values()].reduce((sum, ways) => sum + ways.length, 0);
  if (count > DEFINITION_BOUNDS.edges) {
    report.add(
      '/transitions',
      'too_large',
      `The acts make ${count} ways from state to state; at most ${DEFINITION_BOUNDS.edges} can be proved.`,
      'Let fewer acts start from so many states.',
    );
    return null;
  }
  const positions = new Map(
    Object.entries(definition.gates).map(([name, gate]) => [
      name,
      positionsOfGate(definition.creation.to, edges, name, gate),
    ]),
  );
  const possible = definition.transitions.map((transition, index) =>
    possibleFrom(transition, `/transitions/${index}`, positions, report),
  );

  const successors = new Map(Object.keys(definition.states).map((state) => [state, new Set<string>()]));
  definition.transitions.forEach((transition, index) => {
    for (const from of possible[index] ?? []) {
      for (const to of destinations(transition, from, origins, definition.creation.to)) successors.get(from)?.add(to);
    }
  });
  reportReach(definition, successors, report);
  reportReturns(definition, origins, report);
  reportGates(definition, positions, report);
  return { origins, positions, successors };
}

/** The states a transition can be performed in, as far as its gates decide; a fault for each in which it never can. */
function possibleFrom(
  transition: TransitionDefinition,
  at: string,
  positions: ReadonlyMap<string, GatePositions>,
  report: Report,
): readonly string[] {
  return transition.from.filter((from, index) => {
    const never = (transition.needs ?? []).find((need) => !canBeMet(need, from, positions));
    if (!never) return true;
    const isReached = positions.get(never.gate)?.has(from) ?? false;
    if (isReached) {
      report.add(
        `${at}/from/${index}`,
        'never_possible',
        `In "${from}" the gate "${never.gate}" is never ${never.isOneOf.map((state) => `"${state}"`).join(' or ')}, so "${transition.name}" cannot be performed there.`,
        'Give the gate an act that leads there in this state or before it, or take the state out.',
      );
    }
    return false;
  });
}

function canBeMet(need: GateRequirement, state: string, positions: ReadonlyMap<string, GatePositions>): boolean {
  const here = positions.get(need.gate)?.get(state);
  return need.isOneOf.some((gateState) => here?.has(gateState));
}

function reportReach(definition: WorkflowDefinition, successors: StateGraph, report: Report): void {
  const reached = reachableFrom([definition.creation.to], successors);
  const ends = Object.entries(definition.states).flatMap(([name, state]) => (state.terminal ? [name] : []));
  const canEnd = reachableFrom(ends, reversed(successors));
  for (const [name, state] of Object.entries(definition.states)) {
    const at = memberPointer('states', name);
    if (!reached.has(name)) {
      report.add(
        at,
        'unreachable_state',
        `No case ever comes to "${name}".`,
        'Let an act lead there, or take the state out.',
      );
    }
    if (state.terminal) continue;
    if ((successors.get(name)?.size ?? 0) === 0) {
      report.add(
        at,
        'dead_end',
        `Nothing leads out of "${name}", which is no end.`,
        'Let an act lead out of it, or mark it "terminal": true.',
      );
    } else if (!canEnd.has(name)) {
      report.add(
        at,
        'cannot_end',
        `A case in "${name}" can never end.`,
        'Let some act lead from here, or from where it goes next, towards a terminal state.',
      );
    }
  }
}

/** Going back to where a case came from must not close it behind everybody's back. */
function reportReturns(definition: WorkflowDefinition, origins: StateGraph, report: Report): void {
  definition.transitions.forEach(({ name, from, to }, index) => {
    if (typeof to === 'string') return;
    for (const state of from) {
      const end = [...(origins.get(state) ?? [])].find((origin) => definition.states[origin]?.terminal);
      if (end === undefined) continue;
      report.add(
        `/transitions/${index}/to`,
        'returns_to_end',
        `"${name}" may lead back into "${end}", which is an end.`,
        `Let the act that reopens "${end}" lead elsewhere than to "${state}".`,
      );
    }
  });
}

function reportGates(
  definition: WorkflowDefinition,
  positions: ReadonlyMap<string, GatePositions>,
  report: Report,
): void {
  for (const [name, gate] of Object.entries(definition.gates)) {
    const here = positions.get(name) ?? new Map<string, ReadonlySet<string>>();
    const reached = new Set([...here.values()].flatMap((states) => [...states]));
    const at = memberPointer('gates', name);
    for (const state of Object.keys(gate.states)) {
      if (reached.has(state) || state === gate.initial) continue;
      report.add(
        at + memberPointer('states', state),
        'unreachable_gate_state',
        `The gate "${name}" never comes to "${state}".`,
        'Let an act of the gate lead there, or take the state out.',
      );
    }
    gate.transitions.forEach((act, index) => {
      const isPossible = act.during.some((state) => act.from.some((gateState) => here.get(state)?.has(gateState)));
      if (isPossible) return;
      report.add(
        `${at}/transitions/${index}`,
        'never_possible',
        `"${act.name}" can never be performed: the gate is never ${act.from.join(' or ')} while the case is in ${act.during.join(' or ')}.`,
        'Change where it starts, or take it out.',
      );
    });
  }
}

/** Everything that can be come to from some states, themselves included. */
export function reachableFrom(starts: readonly string[], graph: StateGraph): ReadonlySet<string> {
  const reached = new Set(starts);
  for (const state of reached) for (const next of graph.get(state) ?? []) reached.add(next);
  return reached;
}

function reversed(graph: StateGraph): StateGraph {
  const back = new Map<string, Set<string>>([...graph.keys()].map((state) => [state, new Set()]));
  for (const [from, tos] of graph) for (const to of tos) back.get(to)?.add(from);
  return back;
}
