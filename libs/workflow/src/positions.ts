import type { GateDefinition, GateRequirement, TransitionDefinition, WorkflowDefinition } from './definition.js';

/** The main states an act may lead to from a state: one, or all it can have come from. */
export type StateGraph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * For each state, those it can be entered from. `otherwise` is where an act goes back to when the state was
 * entered by creation. Found by repeating until nothing is added: going back makes new ways in.
 */
export function originsOf({
  states,
  creation,
  transitions,
}: Pick<WorkflowDefinition, 'states' | 'creation' | 'transitions'>): StateGraph {
  const origins = new Map(Object.keys(states).map((state) => [state, new Set<string>()]));
  const returning: TransitionDefinition[] = [];
  for (const transition of transitions) {
    if (typeof transition.to !== 'string') returning.push(transition);
    else for (const from of transition.from) origins.get(transition.to)?.add(from);
  }
  for (let hasGrown = true; hasGrown;) {
    hasGrown = false;
    for (const transition of returning) {
      for (const from of transition.from) {
        for (const to of destinations(transition, from, origins, creation.to)) {
          const into = origins.get(to);
          if (into && !into.has(from)) {
            into.add(from);
            hasGrown = true;
          }
        }
      }
    }
  }
  return origins;
}

/** Where a transition can lead from a state. */
export function destinations(
  { to }: TransitionDefinition,
  from: string,
  origins: StateGraph,
  createdIn: string,
): readonly string[] {
  if (typeof to === 'string') return [to];
  const back = [...(origins.get(from) ?? [])];
  return from === createdIn ? [...back, to.otherwise] : back;
}

/** A way from one state to another, with what the gates must stand at. */
export interface Edge {
  readonly to: string;
  readonly needs: readonly GateRequirement[];
}

/** The ways out of each state; those that differ in nothing a proof asks for are one. */
export function edgesOf(
  { states, creation, transitions }: Pick<WorkflowDefinition, 'states' | 'creation' | 'transitions'>,
  origins: StateGraph,
): ReadonlyMap<string, readonly Edge[]> {
  const edges = new Map(Object.keys(states).map((state) => [state, new Map<string, Edge>()]));
  for (const transition of transitions) {
    const needs = transition.needs ?? [];
    const key = needs.length === 0 ? '' : JSON.stringify(needs);
    for (const from of transition.from) {
      for (const to of destinations(transition, from, origins, creation.to))
        edges.get(from)?.set(`${to} ${key}`, { to, needs });
    }
  }
  return new Map([...edges].map(([state, ways]) => [state, [...ways.values()]]));
}

/** The states in which a gate can be while the case is in each main state, as far as this gate alone decides. */
export type GatePositions = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Walks a gate beside the main line from creation, taking every other gate and every guard to say yes. What is not
 * found here can never happen; what is found may still depend on the others.
 */
export function positionsOfGate(
  createdIn: string,
  edges: ReadonlyMap<string, readonly Edge[]>,
  name: string,
  gate: GateDefinition,
): GatePositions {
  const acts = groupedBy(gate.transitions, (act) => act.during);
  const openings = groupedBy(gate.opens ?? [], (opening) => opening.onEntering);
  const found = new Map<string, Set<string>>();
  const open: (readonly [string, string])[] = [];
  const reach = (state: string, gateState: string): void => {
    const here = found.get(state) ?? new Set();
    if (here.has(gateState)) return;
    found.set(state, here.add(gateState));
    open.push([state, gateState]);
  };
  const enter = (state: string, gateState: string): void => {
    for (const opening of openings.get(state) ?? []) {
      if (!(opening.from ?? [gate.initial]).includes(gateState)) continue;
      reach(state, opening.to);
      if ((opening.when ?? []).length === 0) return;
    }
    reach(state, gateState);
  };

  enter(createdIn, gate.initial);
  for (let next = open.pop(); next; next = open.pop()) {
    const [state, gateState] = next;
    for (const act of acts.get(state) ?? []) if (act.from.includes(gateState)) reach(state, act.to);
    for (const { to, needs } of edges.get(state) ?? []) {
      if (needs.every((need) => need.gate !== name || need.isOneOf.includes(gateState))) enter(to, gateState);
    }
  }
  return found;
}

function groupedBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
