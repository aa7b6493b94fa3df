import type { TargetDefinition } from '../definition.js';
import type { CaseRules } from './case-rules.js';
import { remeasure, replay, wasReached } from './clock-marks.js';
import type { ClockMark, ClockRecord } from './clock-record.js';
import type { CalendarLookup } from './events.js';

/** Why and when a clock is opened. */
export interface ClockOpening {
  readonly target: TargetDefinition;
  readonly at: number;
  /** Why the case pauses, if it stands in a paused state. */
  readonly reason: string | null;
}

/** A clock of a promise made now. */
export function newClock(
  rules: CaseRules,
  opening: ClockOpening,
  ordinal: number,
  calendars: CalendarLookup,
): ClockRecord {
  const { target, at } = opening;
  const clock: ClockRecord = {
    ...common(rules, opening, ordinal),
    countsFrom: at,
    stretches: rules.stretchesFrom(target, [], at),
    pauses: [],
    changes: [],
    dueAt: null,
    breachedAt: null,
    marks: marksOf(target, []),
  };
  return remeasure(pausedIfNeeded(rules, opening, clock), calendars);
}

/**
 * A clock that goes on where an earlier one stopped, because the step was opened again: the time in between is a pause,
 * the time used stays used, and what was told before is not told again. The earlier record stays as it was closed.
 */
export function continuedClock(
  rules: CaseRules,
  opening: ClockOpening,
  earlier: ClockRecord,
  calendars: CalendarLookup,
): ClockRecord {
  const { target, at } = opening;
  const gap = { from: earlier.closedAt ?? at, to: at, party: 'none', state: 'step-done', reason: null } as const;
  const clock: ClockRecord = {
    ...common(rules, opening, earlier.ordinal + 1),
    countsFrom: earlier.countsFrom,
    stretches: rules.stretchesFrom(target, rules.inPresentVersions(earlier.stretches), at),
    pauses: [...earlier.pauses, gap],
    changes: earlier.changes,
    dueAt: earlier.dueAt,
    breachedAt: earlier.breachedAt,
    marks: marksOf(target, earlier.marks),
  };
  return replay(pausedIfNeeded(rules, opening, clock), at, calendars);
}

/**
 * A clock that a migration closed and that goes on now that the migration is taken back: the time in between counts as it
 * would have counted without it.
 * @param earlier as it was closed, with its pauses and calendars rewound.
 */
export function resumedClock(
  rules: CaseRules,
  { target, at }: Pick<ClockOpening, 'target' | 'at'>,
  earlier: ClockRecord,
  ordinal: number,
  calendars: CalendarLookup,
): ClockRecord {
  const clock: ClockRecord = {
    ...common(rules, { target, at, reason: null }, ordinal),
    status: earlier.status,
    countsFrom: earlier.countsFrom,
    stretches: rules.inPresentVersions(earlier.stretches),
    pauses: earlier.pauses,
    changes: [...earlier.changes, { at, what: 'definition' }],
    dueAt: earlier.dueAt,
    breachedAt: earlier.breachedAt,
    marks: marksOf(target, earlier.marks),
  };
  return replay(clock, at, calendars);
}

/**
 * The marks of a target's thresholds; one that a clock already had keeps what happened to it. What the clock has passed
 * and the target does not know any more is kept aside, so that the ledger still tells it.
 */
export function marksOf(target: TargetDefinition, earlier: readonly ClockMark[]): readonly ClockMark[] {
  const marks = target.thresholds.map(({ name, atPercent, performs }): ClockMark => {
    const mark = earlier.find(({ threshold }) => threshold === name);
    const { at, reachedAt, firedAt, skipped } = mark ?? { at: null, reachedAt: null, firedAt: null, skipped: false };
    return { threshold: name, percent: atPercent, at, reachedAt, firedAt, skipped, acts: performs !== undefined };
  });
  const past = earlier.filter(
    (mark) => wasReached(mark) && !target.thresholds.some(({ name }) => name === mark.threshold),
  );
  return [...marks, ...past.map((mark) => ({ ...mark, retired: true as const }))];
}

function common(rules: CaseRules, { target, at }: ClockOpening, ordinal: number) {
  const { urgency, policyVersion, office } = rules.standing;
  return {
    target: target.name,
    ordinal,
    status: 'running',
    openedAt: at,
    closedAt: null,
    closedBy: null,
    office,
    urgency,
    policyVersion,
    limit: rules.limitOf(target),
    recurring: target.recurring ?? false,
  } as const;
}

function pausedIfNeeded(rules: CaseRules, { target, at, reason }: ClockOpening, clock: ClockRecord): ClockRecord {
  return rules.isPaused(target)
    ? { ...clock, status: 'paused', pauses: [...clock.pauses, rules.pauseFrom(at, reason)] }
    : clock;
}
