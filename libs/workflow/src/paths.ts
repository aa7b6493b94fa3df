import type {
  GateDefinition,
  GateTransitionDefinition,
  TransitionDefinition,
  WorkflowDefinition,
} from './definition.js';

/** One act on the way, by one role; a joint act takes a step for each party. */
export interface PathStep {
  readonly act: string;
  readonly role: string;
  /** The gate an act belongs to; null for transitions and consents. */
  readonly gate: string | null;
  /** Main state (or, for an act on a gate, gate state) before and after. */
  readonly from: string;
  readonly to: string;
}

/** A way from creation that ends with the act it is for. */
export interface Path {
  readonly act: string;
  readonly gate: string | null;
  /** The main state (or gate state) the act is performed from. */
  readonly from: string;
  /** Null if no way was found: every guard may say yes, and still the gates stand in each other's way. */
  readonly steps: readonly PathStep[] | null;
}

/**
 * For every transition from each of its states, and every act on a gate from each of its gate states, a shortest way
 * from creation that takes it. Guards are taken to say yes, and gates that open by a guard to open or not as needed.
 */
export function paths(definition: WorkflowDefinition): readonly Path[] {
  const search = new PathSearch(definition);
  const transitions = definition.transitions.flatMap((transition) =>
    transition.from.map((from) => ({
      act: transition.name,
      gate: null,
      from,
      steps: search.toTransition(transition, from),
    })),
  );
  const gateActs = Object.entries(definition.gates).flatMap(([gate, { transitions: acts }]) =>
    acts.flatMap((act) =>
      act.from.map((from) => ({ act: act.name, gate, from, steps: search.toGateAct(gate, act, from) })),
    ),
  );
  return [...transitions, ...gateActs];
}

/** Where a case stands, as far as it matters for the gates looked at. */
interface Position {
  readonly state: string;
  readonly origin: string | null;
  readonly gates: Readonly<Record<string, string>>;
  readonly before: Position | null;
  /** The acts that led here, transitions kept whole to see what else they need. */
  readonly by:
    | { readonly transition: TransitionDefinition }
    | { readonly gate: string; readonly act: GateTransitionDefinition }
    | null;
  isExpanded: boolean;
}

/** Positions in the order of their distance from creation. */
interface Exploration {
  readonly found: Position[];
  readonly seen: Set<string>;
}

class PathSearch {
  /** States whose origin decides where an act leads back to. */
  private readonly returning: ReadonlySet<string>;
  private readonly explorations = new Map<string, Exploration>();

  constructor(private readonly definition: WorkflowDefinition) {
    this.returning = new Set(definition.transitions.flatMap(({ from, to }) => (typeof to === 'string' ? [] : from)));
  }

  toTransition(goal: TransitionDefinition, from: string): readonly PathStep[] | null {
    const needed = (goal.needs ?? []).map(({ gate }) => gate);
    const end = this.find(needed, (at) => at.state === from && isReady(goal, at.gates));
    if (!end) return null;
    const [after] = this.afterTransition(goal, end, []);
    return after ? this.stepsTo(after) : null;
  }

  toGateAct(gate: string, goal: GateTransitionDefinition, from: string): readonly PathStep[] | null {
    const end = this.find([gate], (at) => goal.during.includes(at.state) && at.gates[gate] === from);
    if (!end) return null;
    return this.stepsTo({ ...end, gates: { ...end.gates, [gate]: goal.to }, before: end, by: { gate, act: goal } });
  }

  /**
   * Looks at as few gates as possible: those of the goal, and then those that acts on a way found turn out to need,
   * until a way needs no other.
   */
  private find(needed: readonly string[], isGoal: (at: Position) => boolean): Position | null {
    let gates = new Set(needed);
    for (;;) {
      const end = this.breadthFirst([...gates], isGoal);
      if (!end) return null;
      const more = new Set(gates);
      for (let at: Position | null = end; at; at = at.before) {
        if (at.by && 'transition' in at.by) for (const { gate } of at.by.transition.needs ?? []) more.add(gate);
      }
      if (more.size === gates.size) return end;
      gates = more;
    }
  }

  private breadthFirst(gates: readonly string[], isGoal: (at: Position) => boolean): Position | null {
    const { found, seen } = this.explorationOf(gates);
    for (let index = 0; index < found.length; index += 1) {
      const at = found[index];
      if (!at) break;
      if (isGoal(at)) return at;
      if (at.isExpanded) continue;
      at.isExpanded = true;
      for (const next of this.nextOf(at, gates)) {
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        found.push(next);
      }
    }
    return null;
  }

  /** What was found while looking for other goals with the same gates is not looked for again. */
  private explorationOf(gates: readonly string[]): Exploration {
    const key = [...gates].sort().join(' ');
    const known = this.explorations.get(key);
    if (known) return known;
    const { creation } = this.definition;
    const start: Position = {
      state: creation.to,
      origin: null,
      gates: Object.fromEntries(gates.map((gate) => [gate, this.gateNamed(gate).initial])),
      before: null,
      by: null,
      isExpanded: false,
    };
    const found = this.entering(creation.to, start, gates);
    const exploration = { found, seen: new Set(found.map(keyOf)) };
    this.explorations.set(key, exploration);
    return exploration;
  }

  private *nextOf(at: Position, gates: readonly string[]): Iterable<Position> {
    for (const transition of this.definition.transitions) {
      if (transition.from.includes(at.state) && isReady(transition, at.gates))
        yield* this.afterTransition(transition, at, gates);
    }
    for (const gate of gates) {
      const state = at.gates[gate] ?? '';
      for (const act of this.gateNamed(gate).transitions) {
        if (!act.during.includes(at.state) || !act.from.includes(state) || act.to === state) continue;
        yield { ...at, gates: { ...at.gates, [gate]: act.to }, before: at, by: { gate, act }, isExpanded: false };
      }
    }
  }

  private afterTransition(transition: TransitionDefinition, at: Position, gates: readonly string[]): Position[] {
    const to = typeof transition.to === 'string' ? transition.to : (at.origin ?? transition.to.otherwise);
    const origin = this.returning.has(to) ? at.state : null;
    return this.entering(
      to,
      { state: to, origin, gates: at.gates, before: at, by: { transition }, isExpanded: false },
      gates,
    );
  }

  /** What entering a state may do to gates that open by themselves: each guarded opening is taken, and is not. */
  private entering(state: string, at: Position, gates: readonly string[]): Position[] {
    return gates.reduce<Position[]>(
      (positions, gate) =>
        positions.flatMap((position) =>
          this.openings(gate, state, position.gates[gate] ?? '').map((to) => ({
            ...position,
            gates: { ...position.gates, [gate]: to },
          })),
        ),
      [at],
    );
  }

  private openings(gate: string, entered: string, state: string): readonly string[] {
    const { initial, opens = [] } = this.gateNamed(gate);
    const possible: string[] = [];
    for (const opening of opens) {
      if (!opening.onEntering.includes(entered) || !(opening.from ?? [initial]).includes(state)) continue;
      possible.push(opening.to);
      if ((opening.when ?? []).length === 0) return possible;
    }
    return [...possible, state];
  }

  private stepsTo(end: Position): readonly PathStep[] {
    const steps: PathStep[][] = [];
    for (let at: Position | null = end; at?.before; at = at.before) steps.push(this.stepsOf(at, at.before));
    return steps.reverse().flat();
  }

  private stepsOf({ by, state, gates }: Position, before: Position): PathStep[] {
    if (!by) return [];
    if ('gate' in by) {
      const { gate, act } = by;
      return [{ act: act.name, role: act.roles[0] ?? '', gate, from: before.gates[gate] ?? '', to: gates[gate] ?? '' }];
    }
    const { name, roles, jointly } = by.transition;
    const acting = jointly ? jointly.map((party) => party.roles[0] ?? '') : [roles[0] ?? ''];
    return acting.map((role, index) => ({
      act: name,
      role,
      gate: null,
      from: before.state,
      to: index === acting.length - 1 ? state : before.state,
    }));
  }

  private gateNamed(name: string): GateDefinition {
    const gate = this.definition.gates[name];
    if (!gate) throw new Error(`Lifecycle ${this.definition.id} has no gate "${name}"`);
    return gate;
  }
}

/** Gates that are not looked at are taken to stand as needed: `find` looks at them in the next round. */
function isReady({ needs = [] }: TransitionDefinition, gates: Readonly<Record<string, string>>): boolean {
  return needs.every(({ gate, isOneOf }) => !Object.hasOwn(gates, gate) || isOneOf.includes(gates[gate] ?? ''));
}

function keyOf({ state, origin, gates }: Position): string {
  return [state, origin ?? '', ...Object.values(gates)].join(' ');
}
