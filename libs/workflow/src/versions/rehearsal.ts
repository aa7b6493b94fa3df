import { stateOf, type Workflow } from '../compile.js';
import type { CaseSnapshot } from '../decision.js';
import type { EffectUse } from '../definition.js';
import { advanceClocks } from '../timeline/advance-clocks.js';
import type { ClockRules } from '../timeline/case-rules.js';
import { type ClockRecord, isOpen } from '../timeline/clock-record.js';
import type { CaseStanding } from '../timeline/events.js';
import { WorkingTimeError } from '../working-time/working-time-error.js';
import { migrate, type StateMap, type Stuck } from './migration.js';

/** A live case as a rehearsal needs it. */
export interface LiveCase {
  readonly id: string;
  readonly snapshot: CaseSnapshot;
  /** Where it stands for the purposes of time, and its clocks as stored. */
  readonly standing: CaseStanding;
  readonly clocks: readonly ClockRecord[];
}

/** What would become of one clock. Instants are milliseconds since the epoch. */
export interface ClockShift {
  readonly target: string;
  readonly what: 'appears' | 'vanishes' | 'moves' | 'breaches' | 'recovers';
  readonly dueBefore: number | null;
  readonly dueAfter: number | null;
}

/** What would become of one case. */
export interface RehearsedCase {
  readonly id: string;
  readonly requestingState: string;
  readonly office: string | null;
  readonly stateBefore: string;
  /** Null for a case that is stuck. */
  readonly stateAfter: string | null;
  readonly stuck: readonly Stuck[];
  /** Acts the case offers before and no longer after, and the other way round, whoever may perform them. */
  readonly actsVanishing: readonly string[];
  readonly actsAppearing: readonly string[];
  readonly clocks: readonly ClockShift[];
}

/** How many cases of a kind there are, and how many of them a change touches. */
export interface Tally {
  readonly cases: number;
  readonly stuck: number;
  readonly touched: number;
  readonly breaches: number;
  readonly recovers: number;
}

/** What would happen to all live cases, with the lists behind every figure. */
export interface Rehearsal {
  readonly total: Tally;
  readonly byRequestingState: Readonly<Record<string, Tally>>;
  /** Cases without an office are under `none`. */
  readonly byOffice: Readonly<Record<string, Tally>>;
  /** States whose cases have nowhere to go: what the map has to say. */
  readonly unmapped: Readonly<Record<string, number>>;
  /** Cases for which anything changes. The others move as they are. */
  readonly touched: readonly RehearsedCase[];
}

/** Goes through all live cases as if they were put under another definition. Changes nothing. */
export function rehearse<Facts, Effect extends EffectUse>(
  cases: Iterable<LiveCase>,
  from: Workflow<Facts, Effect>,
  to: Workflow<Facts, Effect>,
  map: StateMap,
  rules: Pick<ClockRules, 'calendars' | 'policies'>,
  now: number,
): Rehearsal {
  const total = new Counting();
  const byRequestingState = new Groups();
  const byOffice = new Groups();
  const unmapped = new Map<string, number>();
  const touched: RehearsedCase[] = [];
  for (const live of cases) {
    const rehearsed = rehearseCase(live, from, to, map, rules, now);
    if (isTouched(rehearsed)) touched.push(rehearsed);
    for (const { what } of rehearsed.stuck) unmapped.set(what, (unmapped.get(what) ?? 0) + 1);
    for (const counting of [
      total,
      byRequestingState.of(rehearsed.requestingState),
      byOffice.of(rehearsed.office ?? 'none'),
    ]) {
      counting.add(rehearsed);
    }
  }
  return {
    total: total.tally,
    byRequestingState: byRequestingState.tallies,
    byOffice: byOffice.tallies,
    unmapped: Object.fromEntries(unmapped),
    touched,
  };
}

/** Goes through one case. */
export function rehearseCase<Facts, Effect extends EffectUse>(
  { id, snapshot, standing, clocks }: LiveCase,
  from: Workflow<Facts, Effect>,
  to: Workflow<Facts, Effect>,
  map: StateMap,
  rules: Pick<ClockRules, 'calendars' | 'policies'>,
  now: number,
): RehearsedCase {
  const { requestingState, office } = standing;
  const migration = migrate(snapshot, from.definition, to.definition, map, 'rehearsal');
  const about = { id, requestingState, office, stateBefore: snapshot.state };
  if (migration.outcome === 'stuck') {
    return { ...about, stateAfter: null, stuck: migration.reasons, actsVanishing: [], actsAppearing: [], clocks: [] };
  }
  const after = clocksAfter(standing, clocks, from, to, migration.snapshot, rules, now);
  if (after === null) {
    const stuck = [{ code: 'never_due', what: migration.snapshot.state }] as const;
    return { ...about, stateAfter: null, stuck, actsVanishing: [], actsAppearing: [], clocks: [] };
  }
  const offeredBefore = offeredActs(from, snapshot);
  const offeredAfter = offeredActs(to, migration.snapshot);
  return {
    ...about,
    stateAfter: migration.snapshot.state,
    stuck: [],
    actsVanishing: offeredBefore.filter((act) => !offeredAfter.includes(act)),
    actsAppearing: offeredAfter.filter((act) => !offeredBefore.includes(act)),
    clocks: shifts(clocks, after, now),
  };
}

/** Null where a deadline would never come. */

function clocksAfter<Facts, Effect extends EffectUse>(
  standing: CaseStanding,
  clocks: readonly ClockRecord[],
  from: Workflow<Facts, Effect>,
  to: Workflow<Facts, Effect>,
  snapshot: CaseSnapshot,
  rules: Pick<ClockRules, 'calendars' | 'policies'>,
  now: number,
): readonly ClockRecord[] | null {
  const { id, version } = to.definition;
  const definition = { id, version };
  const event = { type: 'migrated', at: now, definition, to: snapshot.state, gates: snapshot.gates } as const;
  const clockRules: ClockRules = { ...rules, definition: from.definition, definitions: () => to.definition };
  // The case stands under the definition it is migrated from, however it got there.
  const book = { standing: { ...standing, definition: null }, clocks };
  try {
    return advanceClocks(clockRules, book, [event], now).clocks;
  } catch (error) {
    if (error instanceof WorkingTimeError && error.code === 'beyond_horizon') return null;
    throw error;
  }
}

function offeredActs<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  snapshot: CaseSnapshot,
): readonly string[] {
  const names: string[] = [];
  for (const [name, acts] of stateOf(workflow, snapshot.state).acts) {
    if (acts.some((act) => act.kind === 'transition' || act.from.includes(snapshot.gates[act.gate] ?? '')))
      names.push(name);
  }
  return names;
}

/** Open clocks before and after, paired by target: a case has at most one open clock of each. */
function shifts(before: readonly ClockRecord[], after: readonly ClockRecord[], now: number): readonly ClockShift[] {
  const was = openByTarget(before);
  const is = openByTarget(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((target): readonly ClockShift[] => {
    const one = was.get(target);
    const other = is.get(target);
    const due = { target, dueBefore: one?.dueAt ?? null, dueAfter: other?.dueAt ?? null };
    if (!one) return [{ ...due, what: 'appears' }];
    if (!other) return [{ ...due, what: 'vanishes' }];
    const [late, later] = [isLate(one, now), isLate(other, now)];
    if (late !== later) return [{ ...due, what: later ? 'breaches' : 'recovers' }];
    return one.dueAt === other.dueAt ? [] : [{ ...due, what: 'moves' }];
  });
}

function openByTarget(clocks: readonly ClockRecord[]): ReadonlyMap<string, ClockRecord> {
  return new Map(clocks.filter(isOpen).map((clock) => [clock.target, clock]));
}

function isLate({ breachedAt, dueAt }: ClockRecord, now: number): boolean {
  return breachedAt !== null || (dueAt !== null && dueAt < now);
}

function isTouched({ stateBefore, stateAfter, stuck, actsVanishing, actsAppearing, clocks }: RehearsedCase): boolean {
  return stateBefore !== stateAfter || [stuck, actsVanishing, actsAppearing, clocks].some((list) => list.length > 0);
}

class Counting {
  private counts = { cases: 0, stuck: 0, touched: 0, breaches: 0, recovers: 0 };

  get tally(): Tally {
    return this.counts;
  }

  add(rehearsed: RehearsedCase): void {
    const has = (what: ClockShift['what']) => Number(rehearsed.clocks.some((shift) => shift.what === what));
    this.counts.cases += 1;
    this.counts.stuck += Number(rehearsed.stuck.length > 0);
    this.counts.touched += Number(isTouched(rehearsed));
    this.counts.breaches += has('breaches');
    this.counts.recovers += has('recovers');
  }
}

class Groups {
  private readonly groups = new Map<string, Counting>();

  get tallies(): Readonly<Record<string, Tally>> {
    return Object.fromEntries([...this.groups].map(([name, counting]) => [name, counting.tally]));
  }

  of(name: string): Counting {
    const known = this.groups.get(name);
    if (known) return known;
    const counting = new Counting();
    this.groups.set(name, counting);
    return counting;
  }
}
