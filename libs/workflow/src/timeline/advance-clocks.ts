import type { TargetDefinition, WorkflowDefinition } from '../definition.js';
import { remeasure, replay, settle } from './clock-marks.js';
import { type ClockClosing, type ClockPause, type ClockRecord, isOpen } from './clock-record.js';
import type { CalendarKey, CalendarLookup, CaseStanding, PolicyLookup, TimelineEvent } from './events.js';

/** What clocks are computed by. */
export interface ClockRules {
  readonly definition: WorkflowDefinition;
  readonly calendars: CalendarLookup;
  /** Absent: the limits of the definition. */
  readonly policies?: PolicyLookup;
}

/** Where a case stands and all its clocks, closed ones included. JSON-safe: what the caller stores between transitions. */
export interface ClockBook {
  /** Null before the case exists. */
  readonly standing: CaseStanding | null;
  /** In the order they were opened. */
  readonly clocks: readonly ClockRecord[];
}

export interface AdvancedClocks extends ClockBook {
  /** The clocks opened or changed by the events or the passing of time: the ones to write. */
  readonly changed: readonly ClockRecord[];
}

export const emptyClockBook: ClockBook = { standing: null, clocks: [] };

/**
 * Goes on from stored clocks with new events, up to now: what is opened, paused, resumed, moved or closed by them.
 * Gives what `timeline` gives from the whole history, at the cost of the new events only. Call it with no events to
 * let time pass (recurring clocks that have fallen due open anew).
 * @throws WorkingTimeError `beyond_horizon` where a calendar gives no due time
 */
export function advanceClocks(
  rules: ClockRules,
  book: ClockBook,
  events: readonly TimelineEvent[],
  now: number,
): AdvancedClocks {
  const run = new ClockRun(rules, book);
  for (const event of events) run.apply(event);
  run.passTime(now);
  return run.result(book);
}

/** One run over events. Mutable inside, so that a long history costs no copies; nothing of it is handed out. */
class ClockRun {
  #standing: CaseStanding | null;
  readonly #clocks: ClockRecord[];

  constructor(
    private readonly rules: ClockRules,
    book: ClockBook,
  ) {
    this.#standing = book.standing;
    this.#clocks = [...book.clocks];
  }

  result(before: ClockBook): AdvancedClocks {
    const known = new Set(before.clocks);
    return {
      standing: this.#standing,
      clocks: this.#clocks,
      changed: this.#clocks.filter((clock) => !known.has(clock)),
    };
  }

  /** Opens recurring clocks that have fallen due, in the order of time, and writes down what is past. */
  passTime(now: number): void {
    for (let fallen = this.#firstFallen(now); fallen; fallen = this.#firstFallen(now)) {
      const { clock, dueAt } = fallen;
      this.#clocks[this.#clocks.indexOf(clock)] = {
        ...settle(clock, dueAt, true),
        status: 'ended',
        closedAt: dueAt,
        closedBy: 'fell-due',
      };
      this.#reopenRecurring(this.#target(clock.target), dueAt);
    }
    this.#eachOpen((clock) => settle(clock, now));
  }

  #firstFallen(now: number): { readonly clock: ClockRecord; readonly dueAt: number } | null {
    let first: { readonly clock: ClockRecord; readonly dueAt: number } | null = null;
    for (const clock of this.#clocks) {
      if (!clock.recurring || !isOpen(clock) || clock.dueAt === null || clock.dueAt > now) continue;
      if (!first || clock.dueAt < first.dueAt) first = { clock, dueAt: clock.dueAt };
    }
    return first;
  }

  apply(event: TimelineEvent): void {
    this.passTime(event.at);
    switch (event.type) {
      case 'created':
        this.#standing = {
          state: event.to,
          gates: event.gates,
          urgency: event.urgency,
          office: event.office,
          requestingState: event.requestingState,
          policyVersion: event.policyVersion ?? null,
          calendarVersions: event.calendarVersions ?? {},
        };
        this.#openFor(event.at, ({ opensOn }) =>
          'gate' in opensOn
            ? opensOn.states.includes(event.gates[opensOn.gate] ?? '')
            : opensOn.states.includes(event.to),
        );
        return;
      case 'moved':
        return this.#move(event.at, event.to, event.reason ?? null);
      case 'gate-moved':
        return this.#moveGate(event.at, event.gate, event.to);
      case 'urgency-changed':
        this.#standing = { ...this.#case, urgency: event.urgency };
        return this.#replayAll(event.at, 'urgency');
      case 'policy-changed':
        this.#standing = { ...this.#case, policyVersion: event.policyVersion };
        return this.#replayAll(event.at, 'policy');
      case 'calendars-changed':
        this.#learnVersions(event.calendarVersions);
        return this.#replayAll(event.at, 'calendar', ({ stretches }) =>
          stretches.some(({ calendar }) => Object.hasOwn(event.calendarVersions, calendar)),
        );
      case 'office-changed':
        this.#standing = { ...this.#case, office: event.office };
        this.#learnVersions(event.calendarVersions ?? {});
        return this.#transfer(event.at);
      case 'thresholds-fired':
        return this.#markFired(event.target, event.ordinal, event.thresholds, event.at);
    }
  }

  get #case(): CaseStanding {
    if (!this.#standing) throw new Error('the history of a case begins with its creation');
    return this.#standing;
  }

  #target(name: string): TargetDefinition {
    const target = this.rules.definition.targets.find((candidate) => candidate.name === name);
    if (!target) throw new Error(`the definition has no target "${name}"`);
    return target;
  }

  #move(at: number, to: string, reason: string | null): void {
    const from = this.#case.state;
    const leavesTerminal = this.#state(from).terminal ?? false;
    const entersTerminal = this.#state(to).terminal ?? false;
    this.#closeWhere(at, ({ opensOn, metOn, metByLeaving }) => {
      if (!('gate' in metOn) && metOn.states.includes(to)) return 'met';
      // A case that ends by the way (withdrawn, lapsed) has kept no promise by leaving.
      if (entersTerminal) return 'case-closed';
      if (metByLeaving && !('gate' in opensOn) && opensOn.states.includes(from) && !opensOn.states.includes(to))
        return 'met';
      return leavesTerminal ? 'case-reopened' : null;
    });
    this.#standing = { ...this.#case, state: to };
    this.#pauseAndResume(at, reason);
    this.#openFor(at, ({ opensOn }) => !('gate' in opensOn) && opensOn.states.includes(to), reason);
    this.#reopenMet(at);
  }

  #moveGate(at: number, gate: string, to: string): void {
    const from = this.#case.gates[gate] ?? '';
    const isOf = (side: TargetDefinition['opensOn'], state: string): boolean =>
      'gate' in side && side.gate === gate && side.states.includes(state);
    this.#closeWhere(at, ({ opensOn, metOn, metByLeaving }) =>
      isOf(metOn, to) || (metByLeaving && isOf(opensOn, from) && !isOf(opensOn, to)) ? 'met' : null,
    );
    this.#standing = { ...this.#case, gates: { ...this.#case.gates, [gate]: to } };
    const { terminal, clock } = this.#state(this.#case.state);
    if (!terminal || clock !== 'none') this.#openFor(at, ({ opensOn }) => isOf(opensOn, to));
    this.#reopenMet(at);
  }

  /** A recurring promise that was kept is due again, while the case stands where it is owed. */
  #reopenMet(at: number): void {
    for (const clock of [...this.#clocks]) {
      if (clock.recurring && clock.closedBy === 'met' && clock.closedAt === at)
        this.#reopenRecurring(this.#target(clock.target), at);
    }
  }

  #reopenRecurring(target: TargetDefinition, at: number): void {
    const { opensOn } = target;
    const { state, gates } = this.#case;
    const isOwed =
      'gate' in opensOn ? opensOn.states.includes(gates[opensOn.gate] ?? '') : opensOn.states.includes(state);
    const isRunning = this.#clocks.some((clock) => clock.target === target.name && isOpen(clock));
    if (isOwed && !isRunning) this.#open(target, at);
  }

  #closeWhere(at: number, closing: (target: TargetDefinition) => ClockClosing | null): void {
    this.#eachOpen((clock) => {
      const closedBy = closing(this.#target(clock.target));
      return closedBy ? this.#close(clock, at, closedBy) : clock;
    });
  }

  #close(clock: ClockRecord, at: number, closedBy: ClockClosing): ClockRecord {
    const stopped = clock.status === 'paused' ? remeasure(endPause(clock, at), this.rules.calendars) : clock;
    return { ...stopped, status: closedBy === 'met' ? 'met' : 'ended', closedAt: at, closedBy };
  }

  #openFor(at: number, opens: (target: TargetDefinition) => boolean, reason: string | null = null): void {
    for (const target of this.rules.definition.targets) {
      if (!opens(target)) continue;
      const index = this.#clocks.findIndex((clock) => clock.target === target.name && isOpen(clock));
      if (index >= 0 && target.onReturn === 'continue') continue;
      if (index >= 0) this.#clocks[index] = this.#close(this.#clocks[index]!, at, 'renewed');
      this.#open(target, at, reason);
    }
  }

  #open(target: TargetDefinition, at: number, reason: string | null = null): void {
    const earlier = this.#clocks.filter((clock) => clock.target === target.name);
    const last = target.onReturn === 'continue' && !target.recurring ? earlier.at(-1) : undefined;
    const { urgency, policyVersion, office } = this.#case;
    const fresh = {
      target: target.name,
      ordinal: earlier.length + 1,
      status: 'running',
      openedAt: at,
      closedAt: null,
      closedBy: null,
      office,
      urgency,
      policyVersion,
      limit: this.#limitOf(target),
      recurring: target.recurring ?? false,
    } as const;
    const clock: ClockRecord = last
      ? {
          ...fresh,
          countsFrom: last.countsFrom,
          stretches: this.#withCalendarOf(target, this.#withVersions(last.stretches), at),
          pauses: [
            ...last.pauses,
            { from: last.closedAt ?? at, to: at, party: 'none', state: 'step-done', reason: null },
          ],
          changes: last.changes,
          dueAt: last.dueAt,
          breachedAt: last.breachedAt,
          marks: last.marks,
        }
      : {
          ...fresh,
          countsFrom: at,
          stretches: this.#withCalendarOf(target, [], at),
          pauses: [],
          changes: [],
          dueAt: null,
          breachedAt: null,
          marks: target.thresholds.map(({ name, atPercent }) => ({
            threshold: name,
            percent: atPercent,
            at: null,
            reachedAt: null,
            firedAt: null,
            skipped: false,
          })),
        };
    const paused = this.#isPausedNow(target) ? startPause(clock, this.#pauseNow(at, reason)) : clock;
    this.#clocks.push(last ? replay(paused, at, this.rules.calendars) : remeasure(paused, this.rules.calendars));
  }

  #pauseAndResume(at: number, reason: string | null): void {
    this.#eachOpen((clock) => {
      const pauses = this.#isPausedNow(this.#target(clock.target));
      if (!pauses && clock.status === 'running') return clock;
      const resumed = clock.status === 'paused' ? endPause(clock, at) : clock;
      return remeasure(pauses ? startPause(resumed, this.#pauseNow(at, reason)) : resumed, this.rules.calendars);
    });
  }

  #isPausedNow({ pausedBy }: TargetDefinition): boolean {
    const { clock } = this.#state(this.#case.state);
    return clock === 'none' || (clock === 'paused' && pausedBy === 'paused-states');
  }

  #pauseNow(at: number, reason: string | null): ClockPause {
    const { state } = this.#case;
    return { from: at, to: null, party: this.#state(state).holder, state, reason };
  }

  #transfer(at: number): void {
    this.#eachOpen((clock) => {
      const moved = { ...clock, office: this.#case.office };
      const stretches = this.#withCalendarOf(this.#target(clock.target), clock.stretches, at);
      return stretches === clock.stretches ? moved : remeasure({ ...moved, stretches }, this.rules.calendars);
    });
  }

  #replayAll(
    at: number,
    what: 'urgency' | 'policy' | 'calendar',
    concerns: (clock: ClockRecord) => boolean = () => true,
  ): void {
    const { urgency, policyVersion } = this.#case;
    this.#eachOpen((clock) => {
      if (!concerns(clock)) return clock;
      const limit = this.#limitOf(this.#target(clock.target));
      const stretches = this.#withVersions(clock.stretches);
      const changes = [...clock.changes, { at, what }];
      return replay({ ...clock, urgency, policyVersion, limit, stretches, changes }, at, this.rules.calendars);
    });
  }

  #markFired(target: string, ordinal: number, thresholds: readonly string[], at: number): void {
    const index = this.#clocks.findIndex((clock) => clock.target === target && clock.ordinal === ordinal);
    const clock = this.#clocks[index];
    if (!clock) throw new Error(`the case has no clock ${ordinal} of "${target}"`);
    const fires = ({ threshold, firedAt }: { threshold: string; firedAt: number | null }) =>
      firedAt === null && thresholds.includes(threshold);
    this.#clocks[index] = {
      ...clock,
      marks: clock.marks.map((mark) => (fires(mark) ? { ...mark, firedAt: at } : mark)),
    };
  }

  #limitOf(target: TargetDefinition): ClockRecord['limit'] {
    const { urgency, policyVersion } = this.#case;
    return (this.rules.policies?.(policyVersion)?.[target.name] ?? target.limits)[urgency];
  }

  #learnVersions(versions: CaseStanding['calendarVersions']): void {
    this.#standing = { ...this.#case, calendarVersions: { ...this.#case.calendarVersions, ...versions } };
  }

  #withVersions(stretches: ClockRecord['stretches']): ClockRecord['stretches'] {
    return stretches.map((stretch) => ({
      ...stretch,
      version: this.#case.calendarVersions[stretch.calendar] ?? stretch.version,
    }));
  }

  #withCalendarOf(
    target: TargetDefinition,
    stretches: ClockRecord['stretches'],
    from: number,
  ): ClockRecord['stretches'] {
    const calendar = this.#calendarKey(target);
    if (stretches.at(-1)?.calendar === calendar) return stretches;
    return [...stretches, { from, calendar, version: this.#case.calendarVersions[calendar] ?? null }];
  }

  #calendarKey(target: TargetDefinition): CalendarKey {
    const { office, requestingState } = this.#case;
    if (target.calendar === 'state') return `state:${requestingState}`;
    return target.calendar === 'office' && office !== null ? `office:${office}` : 'headquarters';
  }

  #state(name: string) {
    const state = this.rules.definition.states[name];
    if (!state) throw new Error(`the definition has no state "${name}"`);
    return state;
  }

  #eachOpen(change: (clock: ClockRecord) => ClockRecord): void {
    for (const [index, clock] of this.#clocks.entries()) if (isOpen(clock)) this.#clocks[index] = change(clock);
  }
}

function startPause(clock: ClockRecord, pause: ClockPause): ClockRecord {
  return { ...clock, status: 'paused', pauses: [...clock.pauses, pause] };
}

function endPause(clock: ClockRecord, at: number): ClockRecord {
  const pauses = clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
  return { ...clock, status: 'running', pauses };
}
