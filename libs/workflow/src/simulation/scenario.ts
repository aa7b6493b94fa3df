import type {
  Limit,
  Phase,
  StateDefinition,
  TransitionDefinition,
  Urgency,
  WorkflowDefinition,
} from '../definition.js';

/** What a simulation assumes. What is left out is taken from the definition: see `habitsOf`. */
export interface Scenario {
  readonly cases: number;
  /** The same seed gives the same run. */
  readonly seed: number;
  /** Offices by code: how many requests come in a day, and how many cases its people can work on at a time. */
  readonly offices: Readonly<Record<string, { readonly arrivalsPerDay: number; readonly capacity: number }>>;
  readonly headquartersCapacity: number;
  /** How often each urgency comes, as weights. */
  readonly urgencies?: Readonly<Record<Urgency, number>>;
  /** Mean hours of work (or, where the State holds the ball, of waiting) by state. */
  readonly meanHours?: Readonly<Record<string, number>>;
  /** How often each act is taken from a state, as weights, by state and act. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const HOURS_A_DAY = 24;
/** Five days of work come once in seven. */
const WORKING_DAY_HOURS = (HOURS_A_DAY * 7) / 5;
const PHASES: readonly Phase[] = ['intake', 'assignment', 'planning', 'delivery', 'closure', 'closed'];

/** What people usually do and how long it takes them. */
export interface Habits {
  readonly meanHours: (state: string) => number;
  readonly ways: (state: string) => readonly (readonly [TransitionDefinition, number])[];
  readonly urgencies: readonly (readonly [Urgency, number])[];
}

/**
 * Fills in what a scenario leaves open: work takes six tenths of the routine limit that runs in a state (a day where none
 * does); most cases go on to the next phase, a few pause or go back, fewer end early.
 */
export function habitsOf(definition: WorkflowDefinition, scenario: Scenario): Habits {
  const states = new Map(
    Object.entries(definition.states).map(([name, state]) => {
      const ways = definition.transitions
        .filter(({ from, reopens }) => from.includes(name) && !reopens)
        .map((way) => [way, scenario.choices?.[name]?.[way.name] ?? usualWeight(definition, state, way)] as const)
        .filter(([, weight]) => weight > 0);
      return [name, { ways, meanHours: scenario.meanHours?.[name] ?? usualHours(definition, name) }];
    }),
  );
  return {
    meanHours: (state) => states.get(state)?.meanHours ?? HOURS_A_DAY,
    ways: (state) => states.get(state)?.ways ?? [],
    urgencies: Object.entries(scenario.urgencies ?? { emergency: 5, urgent: 25, routine: 70 }) as [Urgency, number][],
  };
}

/** A limit in hours of the calendar, working days spread over their week. */
export function limitHours({ amount, unit }: Limit): number {
  if (unit === 'hours') return amount;
  return amount * (unit === 'working-days' ? WORKING_DAY_HOURS : HOURS_A_DAY);
}

function usualWeight(definition: WorkflowDefinition, here: StateDefinition, { to }: TransitionDefinition): number {
  if (typeof to !== 'string') return 1;
  const there = definition.states[to];
  if (!there) return 0;
  const [phase, next] = [PHASES.indexOf(here.phase), PHASES.indexOf(there.phase)];
  if (there.terminal) return here.phase === 'closure' ? 1 : 0.03;
  if (there.clock === 'paused') return 0.12;
  return next >= phase && there !== here ? 1 : 0.08;
}

function usualHours(definition: WorkflowDefinition, state: string): number {
  const target = definition.targets.find(({ opensOn }) => !('gate' in opensOn) && opensOn.states.includes(state));
  return target ? 0.6 * limitHours(target.limits.routine) : HOURS_A_DAY;
}
