import type { TargetDefinition } from '../definition.js';
import { CaseRules, type ClockRules, stateNamed } from './case-rules.js';
import { remeasure, replay, settle } from './clock-marks.js';
import { type ClockChange, type ClockClosing, type ClockPause, type ClockRecord, isOpen } from './clock-record.js';
import type { CaseStanding, TimelineEvent } from './events.js';
import { continuedClock, marksOf, newClock, resumedClock } from './new-clock.js';
import { rewound } from './rewind.js';

type Side = TargetDefinition['opensOn'];

/** One run over events. Mutable inside, so that a long history costs no copies; the records it hands out are not. */
export class ClockRun {
  #case: CaseRules | null;
  readonly #clocks: ClockRecord[];

  constructor(
    private readonly rules: ClockRules,
    standing: CaseStanding | null,
    clocks: readonly ClockRecord[],
  ) {
    this.#case = standing && new CaseRules(rules, standing);
    this.#clocks = [...clocks];
  }

  get standing(): CaseStanding | null {
    return this.#case?.standing ?? null;
  }

  get clocks(): readonly ClockRecord[] {
    return this.#clocks;
  }

  /** Opens recurring clocks that have fallen due, in the order of time, and writes down what is past. */
  passTime(now: number): void {
    for (let fallen = this.#firstFallen(now); fallen; fallen = this.#firstFallen(now)) {
      const { clock, dueAt } = fallen;
      const settled = settle(clock, dueAt, true);
      this.#clocks[this.#clocks.indexOf(clock)] = {
        ...settled,
        status: 'ended',
        closedAt: dueAt,
        closedBy: 'fell-due',
      };
      this.#openAgain(this.#here.target(clock.target), dueAt);
    }
    this.#eachOpen((clock) => settle(clock, now));
  }

  apply(event: TimelineEvent): void {
    const { at } = event;
    this.passTime(at);
    switch (event.type) {
      case 'created':
        return this.#create(event);
      case 'moved':
        return this.#move(at, event.to, event.reason ?? null);
      case 'gate-moved':
        return this.#moveGate(at, event.gate, event.to);
      case 'urgency-changed':
        this.#stand({ urgency: event.urgency });
        return this.#replayAll(at, 'urgency');
      case 'policy-changed':
        this.#stand({ policyVersion: event.policyVersion });
        return this.#replayAll(at, 'policy');
      case 'calendars-changed':
        this.#learnVersions(event.calendarVersions);
        return this.#replayAll(at, 'calendar', ({ stretches }) =>
          stretches.some(({ calendar }) => Object.hasOwn(event.calendarVersions, calendar)),
        );
      case 'office-changed':
        this.#stand({ office: event.office });
        this.#learnVersions(event.calendarVersions ?? {});
        return this.#transfer(at);
      case 'migrated': {
        const was = this.#here;
        this.#stand({ definition: event.definition, state: event.to, gates: event.gates });
        return event.undoes === undefined ? this.#migrate(at, was) : this.#takeBack(at, event.undoes);
      }
      case 'thresholds-fired':
        return this.#markFired(event.target, event.ordinal, event.thresholds, at);
    }
  }

  get #here(): CaseRules {
    if (!this.#case) throw new Error('the history of a case begins with its creation');
    return this.#case;
  }

  #stand(change: Partial<CaseStanding>): void {
    this.#case = new CaseRules(this.rules, { ...this.#here.standing, ...change });
  }

  #learnVersions(versions: CaseStanding['calendarVersions']): void {
    this.#stand({ calendarVersions: { ...this.#here.standing.calendarVersions, ...versions } });
  }

  #create({ at, to, ...event }: Extract<TimelineEvent, { type: 'created' }>): void {
    const { gates, urgency, office, requestingState, policyVersion = null, calendarVersions = {} } = event;
    const standing = { state: to, gates, urgency, office, requestingState, policyVersion, calendarVersions };
    this.#case = new CaseRules(this.rules, { ...standing, definition: null });
    this.#openWhere(at, null, (target) => this.#here.isOwed(target));
  }

  #move(at: number, to: string, reason: string | null): void {
    const { definition, standing } = this.#here;
    const leavesEnd = this.#here.state.terminal ?? false;
    const entersEnd = stateNamed(definition, to).terminal ?? false;
    const from = standing.state;
    this.#closeWhere(at, ({ opensOn, metOn, metByLeaving }) => {
      if (isState(metOn, to)) return 'met';
      // A case that ends by the way (withdrawn, lapsed) has kept no promise by leaving.
      if (entersEnd) return 'case-closed';
      if (metByLeaving && isState(opensOn, from) && !isState(opensOn, to)) return 'met';
      return leavesEnd ? 'case-reopened' : null;
    });
    this.#stand({ state: to });
    this.#pauseAndResume(at, reason);
    this.#openWhere(at, reason, ({ opensOn }) => isState(opensOn, to));
    this.#openMetAgain(at);
  }

  #moveGate(at: number, gate: string, to: string): void {
    const { gates } = this.#here.standing;
    const from = gates[gate] ?? '';
    const isOf = (side: Side, state: string): boolean =>
      'gate' in side && side.gate === gate && side.states.includes(state);
    this.#closeWhere(at, ({ opensOn, metOn, metByLeaving }) =>
      isOf(metOn, to) || (metByLeaving && isOf(opensOn, from) && !isOf(opensOn, to)) ? 'met' : null,
    );
    this.#stand({ gates: { ...gates, [gate]: to } });
    const { terminal, clock } = this.#here.state;
    if (!terminal || clock !== 'none') this.#openWhere(at, null, ({ opensOn }) => isOf(opensOn, to));
    this.#openMetAgain(at);
  }

  #closeWhere(at: number, closing: (target: TargetDefinition) => ClockClosing | null): void {
    this.#eachOpen((clock) => {
      const closedBy = closing(this.#here.target(clock.target));
      return closedBy ? this.#closed(clock, at, closedBy) : clock;
    });
  }

  /** A clock closed while it stands still shows the due instant it would have had. */
  #closed(clock: ClockRecord, at: number, closedBy: ClockClosing): ClockRecord {
    const stopped = clock.status === 'paused' ? remeasure(endPause(clock, at), this.rules.calendars) : clock;
    return { ...stopped, status: closedBy === 'met' ? 'met' : 'ended', closedAt: at, closedBy };
  }

  #openWhere(at: number, reason: string | null, opens: (target: TargetDefinition) => boolean): void {
    for (const target of this.#here.targets) {
      if (!opens(target)) continue;
      const running = this.#running(target);
      if (running && target.onReturn === 'continue') continue;
      if (running) this.#clocks[this.#clocks.indexOf(running)] = this.#closed(running, at, 'renewed');
      this.#open(target, at, reason);
    }
  }

  #open(target: TargetDefinition, at: number, reason: string | null): void {
    const { calendars } = this.rules;
    const last = this.#clocks.findLast((clock) => clock.target === target.name);
    const continues = last && target.onReturn === 'continue' && !target.recurring;
    const opening = { target, at, reason };
    this.#clocks.push(
      continues
        ? continuedClock(this.#here, opening, last, calendars)
        : newClock(this.#here, opening, (last?.ordinal ?? 0) + 1, calendars),
    );
  }

  /** A recurring promise that was kept is due again, while the case stands where it is owed. */
  #openMetAgain(at: number): void {
    for (const clock of [...this.#clocks]) {
      const met = clock.recurring && clock.closedBy === 'met' && clock.closedAt === at;
      if (met) this.#openAgain(this.#here.target(clock.target), at);
    }
  }

  #openAgain(target: TargetDefinition, at: number): void {
    if (this.#here.isOwed(target) && !this.#running(target)) this.#open(target, at, null);
  }

  #pauseAndResume(at: number, reason: string | null): void {
    this.#eachOpen((clock) => {
      const pauses = this.#here.isPaused(this.#here.target(clock.target));
      if (!pauses && clock.status === 'running') return clock;
      const resumed = clock.status === 'paused' ? endPause(clock, at) : clock;
      return remeasure(pauses ? startPause(resumed, this.#here.pauseFrom(at, reason)) : resumed, this.rules.calendars);
    });
  }

  #transfer(at: number): void {
    this.#eachOpen((clock) => {
      const moved = { ...clock, office: this.#here.standing.office };
      const stretches = this.#here.stretchesFrom(this.#here.target(clock.target), clock.stretches, at);
      return stretches === clock.stretches ? moved : remeasure({ ...moved, stretches }, this.rules.calendars);
    });
  }

  #replayAll(at: number, what: ClockChange['what'], concerns: (clock: ClockRecord) => boolean = () => true): void {
    this.#eachOpen((clock) => (concerns(clock) ? this.#replayed(clock, at, what) : clock));
  }

  #replayed(clock: ClockRecord, at: number, what: ClockChange['what']): ClockRecord {
    const { urgency, policyVersion } = this.#here.standing;
    const limit = this.#here.limitOf(this.#here.target(clock.target));
    const stretches = this.#here.inPresentVersions(clock.stretches);
    const changes = [...clock.changes, { at, what }];
    return replay({ ...clock, urgency, policyVersion, limit, stretches, changes }, at, this.rules.calendars);
  }

  /** Open clocks go on by the targets of the new definition; new promises begin now, ones it no longer makes end. */
  #migrate(at: number, was: CaseRules): void {
    const here = this.#here;
    this.#eachOpen((clock) => {
      const target = here.targets.find(({ name }) => name === clock.target);
      if (here.state.terminal) return this.#closed(clock, at, 'case-closed');
      if (!target || isState(target.metOn, here.standing.state)) return this.#closed(clock, at, 'migrated');
      const resumed = clock.status === 'paused' ? endPause(clock, at) : clock;
      const paused = here.isPaused(target) ? startPause(resumed, here.pauseFrom(at, null)) : resumed;
      return this.#redefined({ ...paused, stretches: here.stretchesFrom(target, paused.stretches, at) }, target, at);
    });
    if (here.state.terminal) return;
    this.#openWhere(at, null, (target) => {
      const former = was.targets.find(({ name }) => name === target.name);
      const isNew = !this.#clocks.some((clock) => clock.target === target.name);
      return here.isOwed(target) && !this.#running(target) && (isNew || !former || !was.isOwed(former));
    });
  }

  /** Takes a migration back: what it opened ends, what it closed goes on, and so do the pauses it ended. */
  #takeBack(at: number, migratedAt: number): void {
    const here = this.#here;
    this.#eachOpen((clock) => {
      const target = here.targets.find(({ name }) => name === clock.target);
      if (!target || clock.openedAt === migratedAt) return this.#closed(clock, at, 'migrated');
      return this.#redefined(rewound(clock, target, here, migratedAt), target, at);
    });
    for (const target of here.targets) {
      const ofTarget = this.#clocks.filter((clock) => clock.target === target.name);
      const closed = ofTarget.find(({ closedBy, closedAt }) => closedBy === 'migrated' && closedAt === migratedAt);
      if (!closed || this.#running(target)) continue;
      const earlier = rewound(closed, target, here, migratedAt);
      this.#clocks.push(resumedClock(here, { target, at }, earlier, ofTarget.length + 1, this.rules.calendars));
    }
  }

  #redefined(clock: ClockRecord, target: TargetDefinition, at: number): ClockRecord {
    const recurring = target.recurring ?? false;
    return this.#replayed({ ...clock, recurring, marks: marksOf(target, clock.marks) }, at, 'definition');
  }

  #markFired(target: string, ordinal: number, thresholds: readonly string[], at: number): void {
    const index = this.#clocks.findIndex((clock) => clock.target === target && clock.ordinal === ordinal);
    const clock = this.#clocks[index];
    if (!clock) throw new Error(`the case has no clock ${ordinal} of "${target}"`);
    const marks = clock.marks.map((mark) =>
      mark.firedAt === null && thresholds.includes(mark.threshold) ? { ...mark, firedAt: at } : mark,
    );
    this.#clocks[index] = { ...clock, marks };
  }

  #running(target: TargetDefinition): ClockRecord | undefined {
    return this.#clocks.find((clock) => clock.target === target.name && isOpen(clock));
  }

  #firstFallen(now: number): { readonly clock: ClockRecord; readonly dueAt: number } | null {
    let first: { readonly clock: ClockRecord; readonly dueAt: number } | null = null;
    for (const clock of this.#clocks) {
      if (!clock.recurring || !isOpen(clock) || clock.dueAt === null || clock.dueAt > now) continue;
      if (!first || clock.dueAt < first.dueAt) first = { clock, dueAt: clock.dueAt };
    }
    return first;
  }

  #eachOpen(change: (clock: ClockRecord) => ClockRecord): void {
    for (const [index, clock] of this.#clocks.entries()) if (isOpen(clock)) this.#clocks[index] = change(clock);
  }
}

function isState(side: Side, state: string): boolean {
  return !('gate' in side) && side.states.includes(state);
}

function startPause(clock: ClockRecord, pause: ClockPause): ClockRecord {
  return { ...clock, status: 'paused', pauses: [...clock.pauses, pause] };
}

function endPause(clock: ClockRecord, at: number): ClockRecord {
  const pauses = clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
  return { ...clock, status: 'running', pauses };
}
