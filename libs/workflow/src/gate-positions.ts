import type { GateDefinition, GateOpening, GateRequirement, GateTransitionDefinition } from './definition.js';
import { type FlowEdge, type FlowGraph, groupedBy } from './flow-graph.js';

/** Where a gate can stand at each node, as far as is proved. */
export type GatePositions = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Walks all gates beside the main line from creation, together: a way is open only once every gate it needs has been
 * found to stand so where it begins. Guards say yes or no as they like, and gates that could each stand as needed are
 * taken to do so at the same time. What is not found here can never happen, two gates that wait for each other included.
 */
export function gatePositions(
  graph: FlowGraph,
  gates: Readonly<Record<string, GateDefinition>>,
): ReadonlyMap<string, GatePositions> {
  return new Walk(graph, gates).positions();
}

/** Whether all needs of a way can be met at a node, each gate looked at for itself. */
export function canBeTaken(
  needs: readonly GateRequirement[],
  node: string,
  positions: ReadonlyMap<string, GatePositions>,
): boolean {
  return needs.every(({ gate, isOneOf }) => {
    const here = positions.get(gate)?.get(node);
    return isOneOf.some((state) => here?.has(state));
  });
}

interface WalkedGate {
  readonly name: string;
  readonly initial: string;
  readonly acts: ReadonlyMap<string, readonly GateTransitionDefinition[]>;
  readonly openings: ReadonlyMap<string, readonly GateOpening[]>;
  readonly found: Map<string, Set<string>>;
}

class Walk {
  private readonly gates: readonly WalkedGate[];
  private readonly found: ReadonlyMap<string, GatePositions>;
  private readonly open: (readonly [WalkedGate, string, string])[] = [];
  private readonly openWays = new Set<FlowEdge>();

  constructor(
    private readonly graph: FlowGraph,
    gates: Readonly<Record<string, GateDefinition>>,
  ) {
    this.gates = Object.entries(gates).map(([name, { initial, transitions, opens }]) => ({
      name,
      initial,
      acts: groupedBy(transitions, (act) => act.during),
      openings: groupedBy(opens ?? [], (opening) => opening.onEntering),
      found: new Map<string, Set<string>>(),
    }));
    this.found = new Map(this.gates.map(({ name, found }) => [name, found]));
  }

  positions(): ReadonlyMap<string, GatePositions> {
    for (const gate of this.gates) this.enter(gate, this.graph.start, gate.initial);
    for (let next = this.open.pop(); next; next = this.open.pop()) {
      const [gate, key, standing] = next;
      const state = this.graph.nodes.get(key)?.state ?? '';
      for (const act of gate.acts.get(state) ?? []) if (act.from.includes(standing)) this.reach(gate, key, act.to);
      for (const way of this.graph.edges.get(key) ?? []) {
        if (this.openWays.has(way)) this.follow(gate, way, standing);
        else if (canBeTaken(way.needs, key, this.found)) this.openUp(way, key);
      }
    }
    return this.found;
  }

  /** A way has just been found to be open: every gate may go along it as it stands so far. */
  private openUp(way: FlowEdge, from: string): void {
    this.openWays.add(way);
    for (const gate of this.gates) for (const standing of gate.found.get(from) ?? []) this.follow(gate, way, standing);
  }

  private follow(gate: WalkedGate, { to, needs }: FlowEdge, standing: string): void {
    if (needs.every((need) => need.gate !== gate.name || need.isOneOf.includes(standing)))
      this.enter(gate, to, standing);
  }

  private enter(gate: WalkedGate, key: string, standing: string): void {
    const state = this.graph.nodes.get(key)?.state ?? '';
    for (const opening of gate.openings.get(state) ?? []) {
      if (!(opening.from ?? [gate.initial]).includes(standing)) continue;
      this.reach(gate, key, opening.to);
      if ((opening.when ?? []).length === 0) return;
    }
    this.reach(gate, key, standing);
  }

  private reach(gate: WalkedGate, key: string, standing: string): void {
    const here = gate.found.get(key) ?? new Set();
    if (here.has(standing)) return;
    gate.found.set(key, here.add(standing));
    this.open.push([gate, key, standing]);
  }
}
