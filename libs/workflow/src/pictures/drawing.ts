import type { Phase, StateDefinition, WorkflowDefinition } from '../definition.js';
import { flowGraph } from '../flow-graph.js';
import { labelOf } from '../labels.js';
import { DEFINITION_BOUNDS } from '../validation/bounds.js';

/** A lifecycle as a picture shows it: states in lanes, and the acts between them, those of one way together. */
export interface Drawing {
  readonly lanes: readonly { readonly phase: Phase; readonly label: string }[];
  readonly states: readonly DrawnState[];
  readonly ways: readonly DrawnWay[];
  /** Acts whose arrows would hide the rest, because they start from so many states or lead so far: told, not drawn. */
  readonly told: readonly ToldAct[];
}

export interface ToldAct {
  readonly act: string;
  readonly label: string;
  readonly from: readonly string[];
  readonly to: string;
}

export interface DrawnState {
  readonly name: string;
  readonly label: string;
  readonly phase: Phase;
  readonly holder: string;
  readonly isPaused: boolean;
  readonly isTerminal: boolean;
  readonly isFirst: boolean;
}

export interface DrawnWay {
  readonly from: string;
  readonly to: string;
  readonly acts: readonly { readonly name: string; readonly label: string; readonly needs: readonly string[] }[];
  /** Acts that lead back along the same way, to where the case came from. */
  readonly back: readonly { readonly name: string; readonly label: string }[];
}

const PHASES: readonly Phase[] = ['intake', 'assignment', 'planning', 'delivery', 'closure', 'closed'];

/** From this number of states on, one act is not drawn as arrows. */
export const MANY = 5;

/** What is drawn of a definition, in words of a language. */
export function drawingOf(definition: WorkflowDefinition, language: string): Drawing {
  const label = (key: string) => labelOf(definition, key, language);
  const states = inOrderOfLife(definition).map(([name, state]): DrawnState => ({
    name,
    label: label(`state.${name}`),
    phase: state.phase,
    holder: state.holder,
    isPaused: state.clock === 'paused',
    isTerminal: state.terminal ?? false,
    isFirst: name === definition.creation.to,
  }));
  const lanes = PHASES.filter((phase) => states.some((state) => state.phase === phase));
  const ways = new Ways();
  const told: ToldAct[] = [];
  for (const [name, to, from, needs] of actsTogether(definition)) {
    const act = { name, label: label(`act.${name}`), needs: needs.map((gate) => label(`gate.${gate}`)) };
    const isFar = (state: string) => lanesApart(definition, lanes, state, to) > 1;
    const far = from.length < MANY ? from.filter(isFar) : from;
    if (far.length > 0) told.push({ act: name, label: act.label, from: far, to });
    for (const state of from) if (!far.includes(state)) ways.add(state, to, act);
  }
  for (const { name, from, to } of backWays(definition)) ways.addBack(to, from, { name, label: label(`act.${name}`) });
  return {
    lanes: lanes.map((phase) => ({ phase, label: label(`phase.${phase}`) })),
    states,
    ways: ways.all,
    told,
  };
}

/**
 * States as a case comes through them, always taking the first act that leads on to somewhere new: the order of the names in a
 * document means nothing and does not outlive every store.
 */
function inOrderOfLife({ states, creation, transitions }: WorkflowDefinition): readonly [string, StateDefinition][] {
  const ordered = new Set<string>();
  const isPause = (name: string) => states[name]?.clock === 'paused';
  const open = [...Object.keys(states).sort().reverse(), creation.to];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (ordered.has(state)) continue;
    ordered.add(state);
    const next = transitions.flatMap(({ from, to }) => (typeof to === 'string' && from.includes(state) ? [to] : []));
    // What is pushed last is taken first: pauses only after what goes on.
    open.push(...next.filter(isPause).reverse(), ...next.filter((to) => !isPause(to)).reverse());
  }
  return [...ordered].flatMap((name) => {
    const state = Object.hasOwn(states, name) ? states[name] : undefined;
    return state ? [[name, state] as [string, StateDefinition]] : [];
  });
}

type ActTogether = readonly [name: string, to: string, from: readonly string[], needs: readonly string[]];

/** Acts that lead to one state under one name, however many entries of the definition say so. */
function actsTogether({ transitions }: WorkflowDefinition): readonly ActTogether[] {
  const acts = new Map<string, ActTogether>();
  for (const { name, from, to, needs = [] } of transitions) {
    if (typeof to !== 'string') continue;
    const [, , before, neededBefore] = acts.get(keyOf(name, to)) ?? [name, to, [], []];
    const gates = new Set([...neededBefore, ...needs.map(({ gate }) => gate)]);
    acts.set(keyOf(name, to), [name, to, [...before, ...from], [...gates]]);
  }
  return [...acts.values()];
}

function lanesApart({ states }: WorkflowDefinition, lanes: readonly Phase[], one: string, other: string): number {
  const laneOf = (state: string) => lanes.indexOf(states[state]?.phase ?? 'closed');
  return Math.abs(laneOf(one) - laneOf(other));
}

/** Where acts that go back to where the case came from can lead. */
function backWays(
  definition: WorkflowDefinition,
): readonly { readonly name: string; readonly from: string; readonly to: string }[] {
  const graph = flowGraph(definition, DEFINITION_BOUNDS.edges);
  const nodes = [...(graph?.nodes.values() ?? [])];
  return definition.transitions.flatMap(({ name, from, to }) => {
    if (typeof to === 'string') return [];
    const left = nodes.filter(({ state }) => from.includes(state));
    return [
      ...new Map(
        left.map(({ state, origin }) => [`${state} ${origin}`, { name, from: state, to: origin ?? to.otherwise }]),
      ).values(),
    ];
  });
}

class Ways {
  private readonly byEnds = new Map<
    string,
    { from: string; to: string; acts: DrawnWay['acts'][number][]; back: DrawnWay['back'][number][] }
  >();

  get all(): readonly DrawnWay[] {
    return [...this.byEnds.values()];
  }

  add(from: string, to: string, act: DrawnWay['acts'][number]): void {
    this.between(from, to).acts.push(act);
  }

  addBack(from: string, to: string, act: DrawnWay['back'][number]): void {
    this.between(from, to).back.push(act);
  }

  private between(from: string, to: string) {
    const key = keyOf(from, to);
    const way = this.byEnds.get(key) ?? { from, to, acts: [], back: [] };
    this.byEnds.set(key, way);
    return way;
  }
}

function keyOf(one: string, other: string): string {
  return `${one} ${other}`;
}
