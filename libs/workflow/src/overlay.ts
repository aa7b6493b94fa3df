import type {
  Destination,
  EffectUse,
  FieldDefinition,
  GateDefinition,
  GateOpening,
  GateRequirement,
  GateTransitionDefinition,
  GuardUse,
  Labels,
  Limit,
  RoleDefinition,
  StateDefinition,
  TargetDefinition,
  TransitionDefinition,
  Urgency,
  WorkflowDefinition,
} from './definition.js';
import { escapePointer } from './json-pointer.js';
import { type Fault, Report } from './validation/report.js';

/**
 * What one lifecycle changes in another: a small delta, applied as a whole, whose result is validated as a whole.
 * It adds; the only things it replaces are those an area may be stricter or quicker in.
 */
export interface Overlay<
  State extends string = string,
  Role extends string = string,
  Guard extends string = string,
  Effect extends EffectUse = EffectUse,
> {
  /** Of the lifecycle that results. */
  readonly id: string;
  readonly version: number;
  readonly roles?: Readonly<Record<string, RoleDefinition>>;
  readonly states?: Readonly<Record<string, StateDefinition>>;
  readonly transitions?: readonly TransitionDefinition<State, Role, Guard, Effect>[];
  readonly gates?: Readonly<Record<string, GateDefinition<State, Role, Guard, Effect>>>;
  readonly gateChanges?: Readonly<Record<string, GateChange<State, Role, Guard, Effect>>>;
  readonly targets?: readonly TargetDefinition<State, Role, Effect>[];
  /** Limits of targets by name; urgencies not given stay. */
  readonly limits?: Readonly<Record<string, Partial<Readonly<Record<Urgency, Limit>>>>>;
  /** Changes to acts of the case or of gates. */
  readonly acts?: readonly ActChange<State, Role, Guard, Effect>[];
  readonly labels?: Labels;
}

/** A change to every act of a name, or to those that start from some states only. */
export interface ActChange<
  State extends string = string,
  Role extends string = string,
  Guard extends string = string,
  Effect extends EffectUse = EffectUse,
> {
  readonly name: string;
  /** Only the acts that start from one of these main states. */
  readonly from?: readonly State[];
  /** Stricter: some of the roles that may act so far. */
  readonly roles?: readonly Role[];
  /** Leads elsewhere: how a step is put in between. Not for acts on gates. */
  readonly to?: Destination<State>;
  /** The following are added to what the act has. */
  readonly needs?: readonly GateRequirement[];
  readonly guards?: readonly GuardUse<Guard>[];
  readonly input?: readonly FieldDefinition[];
  readonly effects?: readonly Effect[];
}

/** A change to a gate of the base: more states and acts; its openings, where given, replace those it has. */
export interface GateChange<
  State extends string = string,
  Role extends string = string,
  Guard extends string = string,
  Effect extends EffectUse = EffectUse,
> {
  readonly states?: GateDefinition['states'];
  readonly opens?: readonly GateOpening<State, Guard>[];
  readonly transitions?: readonly GateTransitionDefinition<State, Role, Guard, Effect>[];
}

/** Everything in an overlay that does not fit its base, with pointers into the overlay. The result is for `validate`. */
export function validateOverlay(base: WorkflowDefinition, overlay: Overlay): readonly Fault[] {
  const report = new Report();
  const added = (at: string, kind: string, names: readonly string[], known: object) => {
    for (const name of names) {
      if (!Object.hasOwn(known, name)) continue;
      report.add(
        `${at}/${escapePointer(name)}`,
        'already_there',
        `The base has a ${kind} "${name}".`,
        'Give the new one another name.',
      );
    }
  };
  added('/roles', 'role', Object.keys(overlay.roles ?? {}), base.roles);
  added('/states', 'state', Object.keys(overlay.states ?? {}), base.states);
  added('/gates', 'gate', Object.keys(overlay.gates ?? {}), base.gates);
  for (const [name, change] of Object.entries(overlay.gateChanges ?? {})) {
    const gate = Object.hasOwn(base.gates, name) ? base.gates[name] : undefined;
    const at = `/gateChanges/${escapePointer(name)}`;
    if (gate) added(`${at}/states`, 'gate state', Object.keys(change.states ?? {}), gate.states);
    else report.unknown(at, 'gate', name, Object.keys(base.gates));
  }
  const targets = base.targets.map(({ name }) => name);
  for (const name of Object.keys(overlay.limits ?? {})) {
    if (!targets.includes(name)) report.unknown(`/limits/${escapePointer(name)}`, 'target', name, targets);
  }
  overlay.acts?.forEach((change, index) => reportActChange(`/acts/${index}`, change, base, report));
  return report.faults;
}

/** The lifecycle that results. Throws an Error that lists every fault if the overlay does not fit its base. */
export function applyOverlay<Effect extends EffectUse>(
  base: WorkflowDefinition<string, string, string, Effect>,
  overlay: Overlay<string, string, string, Effect>,
): WorkflowDefinition<string, string, string, Effect> {
  const faults = validateOverlay(base, overlay);
  if (faults.length > 0) {
    const list = faults.map(({ pointer, message, hint }) => `  ${pointer}: ${message} ${hint}`).join('\n');
    throw new Error(`The overlay ${overlay.id} does not fit ${base.id}:\n${list}`);
  }
  const changes = overlay.acts ?? [];
  const gates = Object.entries(base.gates).map(([name, gate]) => {
    const change = overlay.gateChanges?.[name];
    return [
      name,
      {
        ...gate,
        states: { ...gate.states, ...change?.states },
        ...(change?.opens && { opens: change.opens }),
        transitions: [...gate.transitions.map((act) => changedGateAct(act, changes)), ...(change?.transitions ?? [])],
      },
    ] as const;
  });
  return {
    id: overlay.id,
    version: overlay.version,
    roles: { ...base.roles, ...overlay.roles },
    states: { ...base.states, ...overlay.states },
    creation: base.creation,
    transitions: [...base.transitions.map((act) => changedTransition(act, changes)), ...(overlay.transitions ?? [])],
    gates: { ...Object.fromEntries(gates), ...overlay.gates },
    targets: [
      ...base.targets.map((target) => ({ ...target, limits: { ...target.limits, ...overlay.limits?.[target.name] } })),
      ...(overlay.targets ?? []),
    ],
    labels: { ...base.labels, ...overlay.labels },
  };
}

type Transition<Effect extends EffectUse> = TransitionDefinition<string, string, string, Effect>;
type GateAct<Effect extends EffectUse> = GateTransitionDefinition<string, string, string, Effect>;
type Change<Effect extends EffectUse> = ActChange<string, string, string, Effect>;

function changedTransition<Effect extends EffectUse>(
  act: Transition<Effect>,
  changes: readonly Change<Effect>[],
): Transition<Effect> {
  return changes
    .filter((change) => concerns(change, act.name, act.from))
    .reduce<Transition<Effect>>(
      (changed, change) => ({
        ...withChange(changed, change),
        ...(change.to !== undefined && { to: change.to }),
        ...(change.needs && { needs: [...(changed.needs ?? []), ...change.needs] }),
      }),
      act,
    );
}

function changedGateAct<Effect extends EffectUse>(
  act: GateAct<Effect>,
  changes: readonly Change<Effect>[],
): GateAct<Effect> {
  return changes.filter((change) => concerns(change, act.name, act.during)).reduce<GateAct<Effect>>(withChange, act);
}

function withChange<Effect extends EffectUse, Act extends Transition<Effect> | GateAct<Effect>>(
  act: Act,
  change: Change<Effect>,
): Act {
  const joined = <Item>(before: readonly Item[] | undefined, more: readonly Item[] | undefined) =>
    more && [...(before ?? []), ...more];
  const guards = joined(act.guards, change.guards);
  const input = joined(act.input, change.input);
  const effects = joined(act.effects, change.effects);
  return {
    ...act,
    ...(change.roles && { roles: change.roles }),
    ...(guards && { guards }),
    ...(input && { input }),
    ...(effects && { effects }),
  };
}

/** A change with `from` concerns the acts that start nowhere else. */
function concerns(change: ActChange, name: string, places: readonly string[]): boolean {
  return change.name === name && (change.from === undefined || places.every((place) => change.from?.includes(place)));
}

function reportActChange(at: string, change: ActChange, base: WorkflowDefinition, report: Report): void {
  const transitions = base.transitions.filter((act) => concerns(change, act.name, act.from));
  const gateActs = Object.values(base.gates)
    .flatMap((gate) => gate.transitions)
    .filter((act) => concerns(change, act.name, act.during));
  const acts = [...transitions, ...gateActs];
  if (acts.length === 0) {
    const known = new Set(
      [...base.transitions, ...Object.values(base.gates).flatMap((gate) => gate.transitions)].map(({ name }) => name),
    );
    if (!known.has(change.name)) report.unknown(`${at}/name`, 'act', change.name, known);
    else
      report.add(
        `${at}/from`,
        'changes_nothing',
        `No act "${change.name}" starts from these states alone.`,
        'List all the states it starts from, or leave "from" out.',
      );
    return;
  }
  for (const act of acts) {
    const more = change.roles?.filter((role) => !act.roles.includes(role)) ?? [];
    if (more.length > 0) {
      report.add(
        `${at}/roles`,
        'less_strict',
        `These roles may not perform "${act.name}" so far: ${more.join(', ')}.`,
        'An overlay can only take roles away.',
      );
    }
  }
  for (const part of ['to', 'needs'] as const) {
    if (change[part] === undefined || gateActs.length === 0) continue;
    report.add(
      `${at}/${part}`,
      'act_on_gate',
      `"${change.name}" is an act on a gate.`,
      'Add another act to the gate instead.',
    );
  }
}
