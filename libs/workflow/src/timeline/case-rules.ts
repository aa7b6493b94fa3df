import type { DefinitionReference } from '../decision.js';
import type { Limit, StateDefinition, TargetDefinition, WorkflowDefinition } from '../definition.js';
import type { ClockPause, ClockStretch } from './clock-record.js';
import type { CalendarKey, CalendarLookup, CaseStanding, PolicyLookup } from './events.js';

/** What clocks are computed by. */
export interface ClockRules {
  /** The definition of the case, or, for a case that was migrated, the one it began under. */
  readonly definition: WorkflowDefinition;
  readonly calendars: CalendarLookup;
  /** Absent: the limits of the definition. */
  readonly policies?: PolicyLookup;
  /** Finds the definition a case was migrated to. Needed only where history tells of a migration. */
  readonly definitions?: (reference: DefinitionReference) => WorkflowDefinition;
}

/** The rules as they hold for one case where it now stands. */
export class CaseRules {
  readonly definition: WorkflowDefinition;

  constructor(
    private readonly rules: ClockRules,
    readonly standing: CaseStanding,
  ) {
    this.definition = definitionFor(rules, standing.definition);
  }

  get targets(): readonly TargetDefinition[] {
    return this.definition.targets;
  }

  get state(): StateDefinition {
    return stateNamed(this.definition, this.standing.state);
  }

  target(name: string): TargetDefinition {
    const target = this.targets.find((candidate) => candidate.name === name);
    if (!target) throw new Error(`the definition has no target "${name}"`);
    return target;
  }

  limitOf(target: TargetDefinition): Limit {
    const { urgency, policyVersion } = this.standing;
    return (this.rules.policies?.(policyVersion)?.[target.name] ?? target.limits)[urgency];
  }

  /** Whether the case stands where the promise is owed. */
  isOwed({ opensOn }: TargetDefinition): boolean {
    const { state, gates } = this.standing;
    return 'gate' in opensOn ? opensOn.states.includes(gates[opensOn.gate] ?? '') : opensOn.states.includes(state);
  }

  isPaused({ pausedBy }: TargetDefinition): boolean {
    const { clock } = this.state;
    return clock === 'none' || (clock === 'paused' && pausedBy === 'paused-states');
  }

  pauseFrom(at: number, reason: string | null): ClockPause {
    return { from: at, to: null, party: this.state.holder, state: this.standing.state, reason };
  }

  /** The stretches of a clock that counts on the calendar of the target from an instant on. */
  stretchesFrom(target: TargetDefinition, earlier: readonly ClockStretch[], from: number): readonly ClockStretch[] {
    const calendar = this.#calendarOf(target);
    if (earlier.at(-1)?.calendar === calendar) return earlier;
    return [...earlier, { from, calendar, version: this.standing.calendarVersions[calendar] ?? null }];
  }

  /** The same stretches on the versions of the calendars that the case now counts with. */
  inPresentVersions(stretches: readonly ClockStretch[]): readonly ClockStretch[] {
    const { calendarVersions } = this.standing;
    return stretches.map((stretch) => ({ ...stretch, version: calendarVersions[stretch.calendar] ?? stretch.version }));
  }

  #calendarOf(target: TargetDefinition): CalendarKey {
    const { office, requestingState } = this.standing;
    if (target.calendar === 'state') return `state:${requestingState}`;
    return target.calendar === 'office' && office !== null ? `office:${office}` : 'headquarters';
  }
}

export function definitionFor(
  rules: ClockRules,
  reference: DefinitionReference | null | undefined,
): WorkflowDefinition {
  if (!reference) return rules.definition;
  if (!rules.definitions) throw new Error('a history that tells of a migration is read with the definitions it names');
  return rules.definitions(reference);
}

export function stateNamed(definition: WorkflowDefinition, name: string): StateDefinition {
  const state = definition.states[name];
  if (!state) throw new Error(`the definition has no state "${name}"`);
  return state;
}
