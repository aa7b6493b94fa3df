import type { GateRequirement, TransitionDefinition, WorkflowDefinition } from '../definition.js';
import { labelOf } from '../labels.js';
import { drawingOf, type DrawnState } from './drawing.js';
import type { PathSoFar } from './path-so-far.js';
import { arrowsIn, readingIn } from './reading.js';

/** A lifecycle in words, phase by phase, and the way a case has come: what a person reads or hears who cannot see the picture. */
export function describeLifecycle(definition: WorkflowDefinition, language: string, path?: PathSoFar): string {
  return new Description(definition, language).lines(path).join('\n');
}

class Description {
  private readonly arrow: string;

  constructor(
    private readonly definition: WorkflowDefinition,
    private readonly language: string,
  ) {
    this.arrow = arrowsIn(language).on;
  }

  lines(path: PathSoFar | undefined): readonly string[] {
    const { lanes, states } = drawingOf(this.definition, this.language);
    return [
      ...(path ? this.soFar(path) : []),
      ...lanes.flatMap(({ phase, label }) => [
        `${label}:`,
        ...states.filter((state) => state.phase === phase).flatMap((state) => this.linesOf(state, path?.state)),
      ]),
    ];
  }

  private soFar({ state, moves }: PathSoFar): readonly string[] {
    const { taken, here } = readingIn(this.language);
    const steps = moves.map(
      ({ act, to }, index) => `  ${index + 1}. ${this.label(`act.${act}`)} ${this.arrow} ${this.label(`state.${to}`)}`,
    );
    return [`${this.label(`state.${state}`)}: ${here}`, ...(steps.length > 0 ? [`${taken}:`, ...steps] : [])];
  }

  private linesOf(state: DrawnState, present: string | undefined): readonly string[] {
    const reading = readingIn(this.language);
    const holder = state.isTerminal ? reading.end : this.label(`party.${state.holder}`);
    const about = state.isPaused ? `${holder}; ${reading.paused}` : holder;
    return [
      `- ${state.label} (${about})${state.name === present ? ` — ${reading.here}` : ''}`,
      ...this.definition.transitions
        .filter(({ from }) => from.includes(state.name))
        .map((transition) => `  - ${this.act(transition)}`),
    ];
  }

  private act({ name, to, roles, needs = [] }: TransitionDefinition): string {
    const destination = typeof to === 'string' ? this.label(`state.${to}`) : readingIn(this.language).back;
    const who = roles.map((role) => this.label(`role.${role}`)).join(', ');
    const settled = needs.length > 0 ? `; ${needs.map((need) => this.need(need)).join('; ')}` : '';
    return `${this.label(`act.${name}`)} ${this.arrow} ${destination} (${who}${settled})`;
  }

  private need({ gate, isOneOf }: GateRequirement): string {
    return `${this.label(`gate.${gate}`)}: ${isOneOf.map((state) => this.label(`gate.${gate}.${state}`)).join(' / ')}`;
  }

  private label(key: string): string {
    return labelOf(this.definition, key, this.language);
  }
}
