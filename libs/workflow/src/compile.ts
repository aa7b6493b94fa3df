import type { ActInput, CaseSnapshot, Guard, GuardTable } from './decision.js';
import type {
  EffectUse,
  GateRequirement,
  GateTransitionDefinition,
  GuardUse,
  JsonValue,
  StateDefinition,
  TransitionDefinition,
  WorkflowDefinition,
} from './definition.js';
import { type CompiledForm, compileForm } from './form.js';

/**
 * A definition made ready to answer: every name resolved, every list indexed, so that `decide`
 * neither searches nor allocates for what is known beforehand. Made once by `compile`, shared by all cases.
 */
export interface Workflow<Facts, Effect extends EffectUse = EffectUse> {
  readonly definition: WorkflowDefinition<string, string, string, Effect>;
  readonly states: ReadonlyMap<string, CompiledState<Facts, Effect>>;
  /** All acts by name, in the order of the definition; an act that differs by where it starts has several. */
  readonly acts: ReadonlyMap<string, readonly CompiledAct<Facts, Effect>[]>;
  readonly creation: {
    readonly name: string;
    readonly to: CompiledState<Facts, Effect>;
    readonly roles: readonly string[];
    readonly form: CompiledForm;
    readonly gates: Readonly<Record<string, string>>;
  };
}

/** A main state with the acts it offers. */
export interface CompiledState<Facts, Effect extends EffectUse = EffectUse> extends StateDefinition {
  readonly name: string;
  readonly isTerminal: boolean;
  /** What a case may do here, by act; several only where an act starts from different states of its gate. */
  readonly acts: ReadonlyMap<string, readonly CompiledAct<Facts, Effect>[]>;
  /** Gates that may open by themselves when the state is entered. */
  readonly openings: readonly GateOpenings<Facts>[];
}

/** The ways one gate may open by itself; the first that fits is taken. */
export interface GateOpenings<Facts> {
  readonly gate: string;
  readonly options: readonly CompiledOpening<Facts>[];
}

export interface CompiledGuard<Facts> {
  readonly name: string;
  readonly ask: Guard<Facts>;
  readonly params: Readonly<Record<string, JsonValue>>;
}

export interface CompiledOpening<Facts> {
  readonly from: readonly string[];
  readonly to: string;
  readonly guards: readonly CompiledGuard<Facts>[];
}

interface CompiledActBase<Facts, Effect extends EffectUse> {
  readonly name: string;
  readonly roles: readonly string[];
  readonly guards: readonly CompiledGuard<Facts>[];
  readonly needs: readonly GateRequirement[];
  readonly form: CompiledForm;
  readonly effects: readonly Effect[];
  readonly confirm: boolean;
  readonly fourEyesWith: string | null;
  /** Some act names this one in `fourEyesWith`. */
  readonly isRemembered: boolean;
}

export interface CompiledTransition<Facts, Effect extends EffectUse = EffectUse> extends CompiledActBase<
  Facts,
  Effect
> {
  readonly kind: 'transition';
  readonly gate: null;
  readonly definition: TransitionDefinition<string, string, string, Effect>;
  /** Null where the case goes back to where it came from. */
  readonly to: string | null;
  /** Where it goes if it came from nowhere. */
  readonly otherwise: string;
  readonly jointly: TransitionDefinition['jointly'] | null;
}

export interface CompiledGateAct<Facts, Effect extends EffectUse = EffectUse> extends CompiledActBase<Facts, Effect> {
  readonly kind: 'gate-act';
  readonly gate: string;
  readonly definition: GateTransitionDefinition<string, string, string, Effect>;
  readonly from: readonly string[];
  readonly to: string;
  readonly clearsConsents: boolean;
}

export type CompiledAct<Facts, Effect extends EffectUse = EffectUse> =
  CompiledTransition<Facts, Effect> | CompiledGateAct<Facts, Effect>;

const NO_NEEDS: readonly GateRequirement[] = [];
const NO_PARAMS: Readonly<Record<string, JsonValue>> = Object.freeze({});
export const NO_INPUT: ActInput = Object.freeze({});

/**
 * Prepares a definition for `decide`. Expects a valid definition (`validate` says so): throws an Error
 * for a guard that is not in the table, because a missing guard must never mean yes.
 */
export function compile<Facts, Effect extends EffectUse = EffectUse>(
  definition: WorkflowDefinition<string, string, string, Effect>,
  guards: GuardTable<Facts>,
): Workflow<Facts, Effect> {
  const remembered = actsNamedInFourEyes(definition);
  const resolve = (uses: readonly GuardUse[] | undefined) => (uses ?? []).map((use) => resolveGuard(use, guards));
  const base = (
    act:
      TransitionDefinition<string, string, string, Effect> | GateTransitionDefinition<string, string, string, Effect>,
  ) => ({
    name: act.name,
    roles: act.roles,
    guards: resolve(act.guards),
    form: compileForm(act.input ?? []),
    effects: act.effects ?? [],
    confirm: act.confirm ?? false,
    fourEyesWith: act.fourEyesWith ?? null,
    isRemembered: remembered.has(act.name),
  });

  const transitions = definition.transitions.map((transition): CompiledTransition<Facts, Effect> => {
    const { to } = transition;
    return {
      ...base(transition),
      kind: 'transition',
      needs: transition.needs ?? [],
      gate: null,
      definition: transition,
      to: typeof to === 'string' ? to : null,
      otherwise: typeof to === 'string' ? to : to.otherwise,
      jointly: transition.jointly ?? null,
    };
  });
  const gateActs = Object.entries(definition.gates).flatMap(([gate, { transitions: acts }]) =>
    acts.map((act): CompiledGateAct<Facts, Effect> => ({
      ...base(act),
      kind: 'gate-act',
      needs: NO_NEEDS,
      gate,
      definition: act,
      from: act.from,
      to: act.to,
      clearsConsents: act.clearsConsents ?? false,
    })),
  );
  const states = new Map<string, CompiledState<Facts, Effect>>();
  for (const [name, state] of Object.entries(definition.states)) {
    states.set(name, {
      ...state,
      name,
      isTerminal: state.terminal ?? false,
      acts: byName<CompiledAct<Facts, Effect>>([
        ...transitions.filter((transition) => transition.definition.from.includes(name)),
        ...gateActs.filter((act) => act.definition.during.includes(name)),
      ]),
      openings: openingsOnEntering(name, definition, resolve),
    });
  }

  const { creation } = definition;
  const first = states.get(creation.to);
  if (!first) throw new Error(`Lifecycle ${definition.id}: creation leads to the unknown state "${creation.to}"`);
  return {
    definition,
    states,
    acts: byName<CompiledAct<Facts, Effect>>([...transitions, ...gateActs]),
    creation: {
      name: creation.name,
      to: first,
      roles: creation.roles,
      form: compileForm(creation.input ?? []),
      gates: Object.freeze(
        Object.fromEntries(Object.entries(definition.gates).map(([gate, { initial }]) => [gate, initial])),
      ),
    },
  };
}

/** A state by name. Throws an Error for a name the lifecycle does not have: a snapshot of another lifecycle is a bug. */
export function stateOf<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  name: string,
): CompiledState<Facts, Effect> {
  const state = workflow.states.get(name);
  if (state) return state;
  throw new Error(`Lifecycle ${workflow.definition.id} version ${workflow.definition.version} has no state "${name}"`);
}

/** Where a gate stands. Throws an Error for a snapshot that lacks the gate: it belongs to another lifecycle. */
export function gateState(snapshot: CaseSnapshot, gate: string): string {
  const state = snapshot.gates[gate];
  if (state === undefined) throw new Error(`The snapshot does not know the gate "${gate}"`);
  return state;
}

function actsNamedInFourEyes(definition: WorkflowDefinition): ReadonlySet<string> {
  const acts = [...definition.transitions, ...Object.values(definition.gates).flatMap((gate) => gate.transitions)];
  return new Set(acts.flatMap((act) => act.fourEyesWith ?? []));
}

function resolveGuard<Facts>(use: GuardUse, guards: GuardTable<Facts>): CompiledGuard<Facts> {
  const ask = Object.hasOwn(guards, use.name) ? guards[use.name] : undefined;
  if (!ask) throw new Error(`No guard is registered under the name "${use.name}"`);
  return { name: use.name, ask, params: use.params ?? NO_PARAMS };
}

function openingsOnEntering<Facts>(
  state: string,
  definition: WorkflowDefinition,
  resolve: (uses: readonly GuardUse[] | undefined) => readonly CompiledGuard<Facts>[],
): readonly GateOpenings<Facts>[] {
  return Object.entries(definition.gates)
    .map(([gate, { initial, opens }]) => ({
      gate,
      options: (opens ?? [])
        .filter((opening) => opening.onEntering.includes(state))
        .map((opening) => ({ from: opening.from ?? [initial], to: opening.to, guards: resolve(opening.when) })),
    }))
    .filter(({ options }) => options.length > 0);
}

function byName<Act extends { readonly name: string }>(acts: readonly Act[]): ReadonlyMap<string, readonly Act[]> {
  const index = new Map<string, Act[]>();
  for (const act of acts) {
    const sameName = index.get(act.name);
    if (sameName) sameName.push(act);
    else index.set(act.name, [act]);
  }
  return index;
}
