import type { TransitionDefinition, Urgency, WorkflowDefinition } from '../definition.js';
import { Agenda } from './agenda.js';
import { PromiseWatch, type PromiseResult } from './promise-watch.js';
import { SeededRandom } from './random.js';
import { type Habits, habitsOf, HOURS_A_DAY, type Scenario } from './scenario.js';
import { type Spread, spreadOf } from './spread.js';
import { Workplace, type WorkplaceResult } from './workplace.js';

/** What came of a simulation. Times are hours. */
export interface Simulated {
  readonly cases: number;
  /** Cases by the state they ended in; `unfinished` went round too often to be followed, `waiting` wait where nobody ever works. */
  readonly endedIn: Readonly<Record<string, number>>;
  /** From creation to the end. */
  readonly throughput: Spread;
  /** Per state: how long a visit lasted, and how much of it was waiting for somebody to have time. */
  readonly stages: Readonly<
    Record<string, { readonly visits: number; readonly stay: Spread; readonly waiting: Spread }>
  >;
  /** Offices and headquarters: where queues build up. */
  readonly workplaces: Readonly<Record<string, WorkplaceResult>>;
  readonly promises: Readonly<Record<string, PromiseResult>>;
  /** Promises about gates, which a simulation of the main line takes to be settled in the time of their state. */
  readonly notSimulated: readonly string[];
}

/** Nobody's case goes through so many hands: past it, the scenario is at fault. */
const MOST_MOVES = 1_000;
const HEADQUARTERS = 'headquarters';

interface SimulatedCase {
  readonly office: string;
  readonly urgency: Urgency;
  readonly createdAt: number;
  readonly promises: PromiseWatch;
  state: string;
  origin: string | null;
  enteredAt: number;
  startedAt: number;
  moves: number;
}

type Entry =
  { readonly what: 'arrives'; readonly office: string } | { readonly what: 'done'; readonly of: SimulatedCase };

/**
 * Runs synthetic cases through a definition: they arrive, wait until somebody has time, are worked on, and move by one
 * of the acts of their state. Offices work on as many cases at a time as their capacity allows, emergencies first; the
 * State needs no capacity of ours. Repeatable: the same definition and scenario give the same result.
 */
export function simulate(definition: WorkflowDefinition, scenario: Scenario): Simulated {
  return new Simulation(definition, scenario).run();
}

class Simulation {
  private readonly random: SeededRandom;
  private readonly habits: Habits;
  private readonly agenda = new Agenda<Entry>();
  private readonly workplaces: ReadonlyMap<string, Workplace<SimulatedCase>>;
  private readonly stages = new Map<string, { stay: number[]; waiting: number[] }>();
  private readonly endedIn = new Map<string, number>();
  private readonly throughput: number[] = [];
  private readonly promises = new Map<string, { opened: number; broken: number }>();
  private arrived = 0;
  private now = 0;

  constructor(
    private readonly definition: WorkflowDefinition,
    private readonly scenario: Scenario,
  ) {
    this.random = new SeededRandom(scenario.seed);
    this.habits = habitsOf(definition, scenario);
    this.workplaces = new Map([
      [HEADQUARTERS, new Workplace(scenario.headquartersCapacity)],
      ...Object.entries(scenario.offices).map(
        ([office, { capacity }]) => [office, new Workplace<SimulatedCase>(capacity)] as const,
      ),
    ]);
  }

  run(): Simulated {
    for (const office of Object.keys(this.scenario.offices)) this.expectArrival(office);
    for (let next = this.agenda.take(); next; next = this.agenda.take()) {
      this.now = next.at;
      if (next.entry.what === 'arrives') this.arrive(next.entry.office);
      else this.finish(next.entry.of);
    }
    const ended = [...this.endedIn.values()].reduce((sum, count) => sum + count, 0);
    return {
      cases: this.arrived,
      endedIn: { ...Object.fromEntries(this.endedIn), ...(ended < this.arrived && { waiting: this.arrived - ended }) },
      throughput: spreadOf(this.throughput),
      stages: Object.fromEntries(
        [...this.stages].map(([state, { stay, waiting }]) => [
          state,
          { visits: stay.length, stay: spreadOf(stay), waiting: spreadOf(waiting) },
        ]),
      ),
      workplaces: Object.fromEntries(
        [...this.workplaces].map(([name, workplace]) => [name, workplace.result(this.now)]),
      ),
      promises: Object.fromEntries(
        [...this.promises].map(([name, { opened, broken }]) => [
          name,
          { opened, broken, share: opened === 0 ? 0 : broken / opened },
        ]),
      ),
      notSimulated: this.definition.targets.filter((target) => !PromiseWatch.canWatch(target)).map(({ name }) => name),
    };
  }

  private expectArrival(office: string): void {
    const perDay = this.scenario.offices[office]?.arrivalsPerDay ?? 0;
    if (perDay > 0)
      this.agenda.put(this.now + this.random.exponential(HOURS_A_DAY / perDay), { what: 'arrives', office });
  }

  private arrive(office: string): void {
    if (this.arrived >= this.scenario.cases) return;
    this.arrived += 1;
    const urgency = this.random.choose(this.habits.urgencies);
    const state = this.definition.creation.to;
    const promises = new PromiseWatch(this.definition, urgency, this.promises);
    this.enter(
      { office, urgency, createdAt: this.now, promises, state, origin: null, enteredAt: 0, startedAt: 0, moves: 0 },
      state,
    );
    this.expectArrival(office);
  }

  private enter(theCase: SimulatedCase, state: string): void {
    theCase.promises.enter(theCase.state, state, this.now);
    theCase.state = state;
    theCase.enteredAt = this.now;
    const isOver = this.definition.states[state]?.terminal ?? false;
    if (isOver || theCase.moves >= MOST_MOVES || this.habits.ways(state).length === 0) this.end(theCase, isOver);
    else if (this.workplaceOf(theCase)?.ask(theCase, theCase.urgency, this.now) ?? true) this.begin(theCase);
  }

  private begin(theCase: SimulatedCase): void {
    theCase.startedAt = this.now;
    const takes = this.random.logNormal(this.habits.meanHours(theCase.state));
    this.agenda.put(this.now + takes, { what: 'done', of: theCase });
  }

  private finish(theCase: SimulatedCase): void {
    const next = this.workplaceOf(theCase)?.leave(this.now);
    if (next) this.begin(next);
    const stage = this.stages.get(theCase.state) ?? { stay: [], waiting: [] };
    this.stages.set(theCase.state, stage);
    stage.stay.push(this.now - theCase.enteredAt);
    stage.waiting.push(theCase.startedAt - theCase.enteredAt);
    const from = theCase.state;
    const to = this.destination(this.random.choose(this.habits.ways(from)), theCase);
    theCase.origin = from;
    theCase.moves += 1;
    this.enter(theCase, to);
  }

  private end(theCase: SimulatedCase, isOver: boolean): void {
    theCase.promises.end(this.now);
    const where = isOver ? theCase.state : 'unfinished';
    this.endedIn.set(where, (this.endedIn.get(where) ?? 0) + 1);
    this.throughput.push(this.now - theCase.createdAt);
  }

  private destination({ to }: TransitionDefinition, { origin }: SimulatedCase): string {
    return typeof to === 'string' ? to : (origin ?? to.otherwise);
  }

  /** Whoever has to have time for the case; nobody of ours while the State or a timer holds the ball. */
  private workplaceOf({ state, office }: SimulatedCase): Workplace<SimulatedCase> | undefined {
    const here = this.definition.states[state];
    // A case that is on hold waits for something outside, not for somebody's time.
    if (!here || here.clock === 'paused') return undefined;
    if (here.holder === 'office') return this.workplaces.get(office);
    return here.holder === 'headquarters' ? this.workplaces.get(HEADQUARTERS) : undefined;
  }
}
