import type { WorkflowDefinition } from '../definition.js';
import { type FlowGraph, flowGraph, reachableFrom } from '../flow-graph.js';
import { canBeTaken, type GatePositions, gatePositions } from '../gate-positions.js';
import { DEFINITION_BOUNDS } from './bounds.js';
import { memberPointer } from './names.js';
import type { Report } from './report.js';

/** What has been proved about where a case and its gates can be. */
export interface ProvedFlow {
  /** Where each gate can stand in each state. */
  readonly gatesIn: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
  /** The states a case can be in at or after its time in some states. */
  readonly fromStates: (states: readonly string[]) => ReadonlySet<string>;
}

/** Proves that every state is reached, every case can end, and no act or gate waits for what never comes. Null if there is too much to prove. */
export function reportFlow(definition: WorkflowDefinition, report: Report): ProvedFlow | null {
  const graph = flowGraph(definition, DEFINITION_BOUNDS.edges);
  if (!graph) {
    const hint = 'Let fewer acts start from so many states.';
    report.add(
      '/transitions',
      'too_large',
      `The acts make more than ${DEFINITION_BOUNDS.edges} ways from state to state.`,
      hint,
    );
    return null;
  }
  const positions = gatePositions(graph, definition.gates);
  const successors = new Map(
    [...graph.edges].map(([node, ways]) => [
      node,
      ways.filter(({ needs }) => canBeTaken(needs, node, positions)).map(({ to }) => to),
    ]),
  );
  const after = (nodes: Iterable<string>) => reachableFrom(nodes, (node) => successors.get(node) ?? []);
  const gatesIn = new Map([...positions].map(([gate, found]) => [gate, byState(found, graph)]));

  reportUnmetNeeds(definition, gatesIn, report);
  reportReach(definition, graph, successors, after([graph.start]), report);
  reportReturns(definition, graph, report);
  reportGates(definition, gatesIn, report);
  return {
    gatesIn,
    fromStates: (states) => {
      const starts = [...graph.nodes.values()].filter(({ state }) => states.includes(state));
      return statesOf(after(starts.map(({ key }) => key)), graph);
    },
  };
}

/** Acts that wait for a gate to stand as it never does. */
function reportUnmetNeeds(definition: WorkflowDefinition, gatesIn: ProvedFlow['gatesIn'], report: Report): void {
  definition.transitions.forEach((transition, index) => {
    transition.from.forEach((from, place) => {
      const never = transition.needs?.find(({ gate, isOneOf }) => {
        const here = gatesIn.get(gate)?.get(from);
        return here !== undefined && !isOneOf.some((state) => here.has(state));
      });
      if (!never) return;
      const wanted = never.isOneOf.map((state) => `"${state}"`).join(' or ');
      report.add(
        `/transitions/${index}/from/${place}`,
        'never_possible',
        `In "${from}" the gate "${never.gate}" is never ${wanted}, so "${transition.name}" cannot be performed there.`,
        'Give the gate an act that leads there in this state or before it, or take the state out.',
      );
    });
  });
}

function reportReach(
  definition: WorkflowDefinition,
  graph: FlowGraph,
  successors: ReadonlyMap<string, readonly string[]>,
  reached: ReadonlySet<string>,
  report: Report,
): void {
  const nodes = [...graph.nodes.values()].filter(({ key }) => reached.has(key));
  const ends = nodes.filter(({ state }) => definition.states[state]?.terminal).map(({ key }) => key);
  const predecessors = reversed(successors);
  const canEnd = reachableFrom(ends, (node) => predecessors.get(node) ?? []);
  for (const [name, state] of Object.entries(definition.states)) {
    const at = memberPointer('states', name);
    const here = nodes.filter((node) => node.state === name);
    if (here.length === 0) {
      report.add(
        at,
        'unreachable_state',
        `No case ever comes to "${name}".`,
        'Let an act lead there, or take the state out.',
      );
    }
    if (state.terminal) continue;
    const stuck = here.find(({ key }) => !canEnd.has(key));
    if (!stuck) continue;
    const origin = stuck.origin === null ? '' : ` that came from "${stuck.origin}"`;
    if ((successors.get(stuck.key) ?? []).length === 0) {
      report.add(
        at,
        'dead_end',
        `Nothing leads a case out of "${name}"${origin}, which is no end.`,
        'Let an act lead out of it, or mark it "terminal": true.',
      );
    } else {
      report.add(
        at,
        'cannot_end',
        `A case in "${name}"${origin} can never end.`,
        'Let some act lead from here, or from where it goes next, towards a terminal state.',
      );
    }
  }
}

/** Going back to where a case came from must not close it behind everybody's back. */
function reportReturns(definition: WorkflowDefinition, graph: FlowGraph, report: Report): void {
  const isEnd = (state: string | null) => state !== null && definition.states[state]?.terminal === true;
  const nodes = [...graph.nodes.values()].filter(({ origin }) => isEnd(origin));
  definition.transitions.forEach(({ name, from, to }, index) => {
    const back = typeof to === 'string' ? undefined : nodes.find(({ state }) => from.includes(state));
    if (!back) return;
    report.add(
      `/transitions/${index}/to`,
      'returns_to_end',
      `"${name}" may lead back into "${back.origin}", which is an end.`,
      `Let the act that reopens "${back.origin}" lead elsewhere than to "${back.state}".`,
    );
  });
}

function reportGates(definition: WorkflowDefinition, gatesIn: ProvedFlow['gatesIn'], report: Report): void {
  for (const [name, gate] of Object.entries(definition.gates)) {
    const here = gatesIn.get(name) ?? new Map<string, ReadonlySet<string>>();
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

function byState(found: GatePositions, graph: FlowGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const states = new Map<string, Set<string>>();
  for (const [key, gateStates] of found) {
    const state = graph.nodes.get(key)?.state ?? '';
    states.set(state, new Set([...(states.get(state) ?? []), ...gateStates]));
  }
  return states;
}

function statesOf(nodes: ReadonlySet<string>, graph: FlowGraph): ReadonlySet<string> {
  return new Set([...nodes].flatMap((key) => graph.nodes.get(key)?.state ?? []));
}

function reversed(graph: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const back = new Map<string, string[]>();
  for (const [from, ways] of graph) {
    for (const to of ways) {
      const known = back.get(to);
      if (known) known.push(from);
      else back.set(to, [from]);
    }
  }
  return back;
}
