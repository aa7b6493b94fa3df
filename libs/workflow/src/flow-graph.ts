import type { GateRequirement, TransitionDefinition, WorkflowDefinition } from './definition.js';

/**
 * Where a case can stand: a state and, only where an act leads back to where the case came from, the state it was
 * entered from.
 */
export interface FlowNode {
  readonly key: string;
  readonly state: string;
  readonly origin: string | null;
}

/** A way from one node to another, with what the gates must stand at. */
export interface FlowEdge {
  readonly to: string;
  readonly needs: readonly GateRequirement[];
}

/** All nodes that can be come to if every gate and every guard says yes. */
export interface FlowGraph {
  readonly start: string;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly edges: ReadonlyMap<string, readonly FlowEdge[]>;
}

type Moves = Pick<WorkflowDefinition, 'states' | 'creation' | 'transitions'>;

/** Walks a definition from creation. Null if there are more ways than `most`. */
export function flowGraph({ states, creation, transitions }: Moves, most: number): FlowGraph | null {
  const returning = new Set(transitions.flatMap(({ from, to }) => (typeof to === 'string' ? [] : from)));
  const leaving = groupedBy(transitions, ({ from }) => from);
  const nodes = new Map<string, FlowNode>();
  const edges = new Map<string, readonly FlowEdge[]>();
  const open: FlowNode[] = [];
  const nodeAt = (state: string, cameFrom: string | null): FlowNode => {
    const origin = returning.has(state) ? cameFrom : null;
    const key = origin === null ? state : `${state} from ${origin}`;
    const known = nodes.get(key);
    if (known) return known;
    const node = { key, state, origin };
    nodes.set(key, node);
    open.push(node);
    return node;
  };

  const start = nodeAt(creation.to, null).key;
  let count = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    // Ways that differ in nothing a proof asks for are one.
    const ways = new Map<string, FlowEdge>();
    for (const transition of leaving.get(node.state) ?? []) {
      const to = destination(transition, node.origin);
      if (!Object.hasOwn(states, to)) continue;
      const needs = transition.needs ?? [];
      const next = nodeAt(to, node.state).key;
      ways.set(needs.length === 0 ? next : `${next} ${JSON.stringify(needs)}`, { to: next, needs });
    }
    edges.set(node.key, [...ways.values()]);
    count += ways.size;
    if (count > most) return null;
  }
  return { start, nodes, edges };
}

function destination({ to }: TransitionDefinition, origin: string | null): string {
  return typeof to === 'string' ? to : (origin ?? to.otherwise);
}

/** Everything that can be come to from some nodes, themselves included. */
export function reachableFrom(starts: Iterable<string>, next: (node: string) => Iterable<string>): ReadonlySet<string> {
  const reached = new Set(starts);
  for (const node of reached) for (const to of next(node)) reached.add(to);
  return reached;
}

/** Items by each of their keys. */
export function groupedBy<Item>(
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
