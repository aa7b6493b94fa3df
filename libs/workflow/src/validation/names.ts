import type {
  GateRequirement,
  GateTransitionDefinition,
  TargetDefinition,
  TransitionDefinition,
} from '../definition.js';
import { escapePointer } from '../json-pointer.js';
import { actsByName, actsOf } from './acts.js';
import type { Report } from './report.js';
import type { SoundParts } from './salvage.js';

/** Every name of a state, role, gate or act that nothing declares. Guards and effects: `reportVocabulary`. */
export function reportNames(parts: SoundParts, report: Report): void {
  const names = new NameCheck(parts, report);
  if (parts.creation) {
    names.state('/creation/to', parts.creation.to);
    names.roles('/creation/roles', parts.creation.roles);
  }
  for (const { at, value } of parts.transitions) names.transition(at, value);
  for (const { at, name, value } of parts.gateDefinitions) {
    names.gateState(`${at}/initial`, name, value.initial);
    value.opens?.forEach((opening, index) => {
      const here = `${at}/opens/${index}`;
      names.states(`${here}/onEntering`, opening.onEntering);
      names.gateStates(`${here}/from`, name, opening.from ?? []);
      names.gateState(`${here}/to`, name, opening.to);
    });
    value.transitions.forEach((act, index) => names.gateAct(`${at}/transitions/${index}`, name, act));
  }
  for (const { at, value } of parts.targets) names.target(at, value);
}

class NameCheck {
  private readonly actNames: ReadonlySet<string>;

  constructor(
    private readonly parts: SoundParts,
    private readonly report: Report,
  ) {
    this.actNames = new Set(actsByName(actsOf(parts)).keys());
  }

  transition(at: string, transition: TransitionDefinition): void {
    this.states(`${at}/from`, transition.from);
    if (typeof transition.to === 'string') this.state(`${at}/to`, transition.to);
    else this.state(`${at}/to/otherwise`, transition.to.otherwise);
    transition.needs?.forEach((need, index) => this.need(`${at}/needs/${index}`, need));
    transition.jointly?.forEach(({ roles, deemedWhen }, index) => {
      this.roles(`${at}/jointly/${index}/roles`, roles);
      if (deemedWhen) this.need(`${at}/jointly/${index}/deemedWhen`, deemedWhen);
    });
    this.act(at, transition);
  }

  gateAct(at: string, gate: string, act: GateTransitionDefinition): void {
    this.gateStates(`${at}/from`, gate, act.from);
    this.gateState(`${at}/to`, gate, act.to);
    this.states(`${at}/during`, act.during);
    this.act(at, act);
  }

  target(at: string, target: TargetDefinition): void {
    this.place(`${at}/opensOn`, target.opensOn);
    this.place(`${at}/metOn`, target.metOn);
    this.role(`${at}/owner`, target.owner);
    target.thresholds.forEach(({ performs }, index) => {
      if (performs !== undefined) this.actName(`${at}/thresholds/${index}/performs`, performs);
    });
  }

  roles(at: string, roles: readonly string[]): void {
    roles.forEach((role, index) => this.role(`${at}/${index}`, role));
    this.report.repeated(at, 'role', roles);
  }

  states(at: string, states: readonly string[]): void {
    states.forEach((state, index) => this.state(`${at}/${index}`, state));
    this.report.repeated(at, 'state', states);
  }

  state(at: string, state: string): void {
    const { states } = this.parts;
    if (states && !states.has(state)) this.report.unknown(at, 'state', state, states);
  }

  gateStates(at: string, gate: string, states: readonly string[]): void {
    states.forEach((state, index) => this.gateState(`${at}/${index}`, gate, state));
    this.report.repeated(at, 'state of the gate', states);
  }

  gateState(at: string, gate: string, state: string): void {
    const states = this.parts.gates?.get(gate);
    if (states && !states.has(state)) this.report.unknown(at, 'gate state', state, states);
  }

  private act(at: string, act: TransitionDefinition | GateTransitionDefinition): void {
    this.roles(`${at}/roles`, act.roles);
    if (act.fourEyesWith !== undefined) this.actName(`${at}/fourEyesWith`, act.fourEyesWith);
  }

  private need(at: string, need: GateRequirement): void {
    this.gate(`${at}/gate`, need.gate);
    this.gateStates(`${at}/isOneOf`, need.gate, need.isOneOf);
  }

  private place(at: string, place: TargetDefinition['opensOn']): void {
    if (!('gate' in place)) {
      this.states(`${at}/states`, place.states);
      return;
    }
    this.gate(`${at}/gate`, place.gate);
    this.gateStates(`${at}/states`, place.gate, place.states);
  }

  private gate(at: string, gate: string): void {
    const { gates } = this.parts;
    if (gates && !gates.has(gate)) this.report.unknown(at, 'gate', gate, gates.keys());
  }

  private role(at: string, role: string): void {
    const { roles } = this.parts;
    if (roles && !roles.has(role)) this.report.unknown(at, 'role', role, roles);
  }

  private actName(at: string, name: string): void {
    if (!this.actNames.has(name)) this.report.unknown(at, 'act', name, this.actNames);
  }
}

/** The pointer to a named member of the definition. */
export function memberPointer(collection: string, name: string): string {
  return `/${collection}/${escapePointer(name)}`;
}
