import type { Limit, Party, Urgency } from '../definition.js';
import type { CalendarKey } from './events.js';

/** From an instant on, the clock counts on this calendar. */
export interface ClockStretch {
  readonly from: number;
  readonly calendar: CalendarKey;
  readonly version: number | null;
}

/** A time in which the clock stands still, and for whom it waits. */
export interface ClockPause {
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
  /** Who holds the ball meanwhile; `none` while the step is done and not yet reopened. */
  readonly party: Party;
  /** The paused state, or `step-done`. */
  readonly state: string;
  readonly reason: string | null;
}

/** A threshold of the target on one clock. */
export interface ClockMark {
  readonly threshold: string;
  readonly percent: number;
  /** When it is reached under the rules now in force; null while a pause hides it. */
  readonly at: number | null;
  /** When it was reached: its own instant, or the change of rules that put it in the past. */
  readonly reachedAt: number | null;
  /** When the timer acted on it. */
  readonly firedAt: number | null;
  /** A change of rules passed it on the way to a higher one: no notice is given. */
  readonly skipped: boolean;
  /** The threshold calls for an act, which is performed even where a notice would be skipped. */
  readonly acts: boolean;
  /** The definition the case was migrated to does not know the threshold: what was told stays told, nothing more happens. */
  readonly retired?: true;
}

/** A change of the rules an open clock counted by; it was replayed from its start. */
export interface ClockChange {
  readonly at: number;
  readonly what: 'urgency' | 'policy' | 'calendar' | 'definition';
}

/** Why a clock was closed. */
export type ClockClosing = 'met' | 'case-closed' | 'case-reopened' | 'renewed' | 'fell-due' | 'migrated';

/**
 * One clock: one promise, opened once. JSON-safe and complete: with the calendars it names, everything about the
 * clock can be computed from it. A closed record never changes, but for `firedAt` of a mark reached before.
 */
export interface ClockRecord {
  readonly target: string;
  /** 1 for the first clock of this target on the case, 2 for the next. Target and ordinal name a clock. */
  readonly ordinal: number;
  readonly status: 'running' | 'paused' | 'met' | 'ended';
  readonly openedAt: number;
  /** Where counting starts: `openedAt`, or the start of the earlier clock this one continues. */
  readonly countsFrom: number;
  readonly closedAt: number | null;
  readonly closedBy: ClockClosing | null;
  /** The office that holds the case, or held it when the clock was closed. */
  readonly office: string | null;
  readonly urgency: Urgency;
  readonly limit: Limit;
  readonly policyVersion: number | null;
  readonly recurring: boolean;
  /** In order; the first begins at `countsFrom`. */
  readonly stretches: readonly ClockStretch[];
  readonly pauses: readonly ClockPause[];
  readonly changes: readonly ClockChange[];
  /** The instant at which the limit is used up; null while a pause hides it. */
  readonly dueAt: number | null;
  /** When the promise was broken: past the due instant, or at the change of rules that put it in the past. */
  readonly breachedAt: number | null;
  readonly marks: readonly ClockMark[];
}

export function isOpen(clock: ClockRecord): boolean {
  return clock.closedAt === null;
}

/** What the timer has to do next on a clock, and when; the threshold is null where a recurring clock only opens anew. */
export interface NextFiring {
  readonly threshold: string | null;
  readonly at: number;
}

/**
 * The next instant at which the timer must look at a clock; null if never. It may lie in the past: then it is overdue.
 * A closed clock fires nothing more, except a recurring one that closed itself by falling due.
 */
export function nextFiring(clock: ClockRecord): NextFiring | null {
  const firings: NextFiring[] = pendingMarks(clock).map((mark) => ({
    threshold: mark.threshold,
    at: firesAt(clock, mark),
  }));
  if (isOpen(clock) && clock.recurring && clock.dueAt !== null) firings.push({ threshold: null, at: clock.dueAt });
  return firings.reduce<NextFiring | null>((first, firing) => (first && first.at <= firing.at ? first : firing), null);
}

/** The thresholds the timer must act on at an instant, lowest first. After an outage there may be several: the last says it all. */
export function dueThresholds(clock: ClockRecord, now: number): readonly string[] {
  return pendingMarks(clock)
    .filter((mark) => firesAt(clock, mark) <= now)
    .sort((a, b) => a.percent - b.percent)
    .map((mark) => mark.threshold);
}

function pendingMarks(clock: ClockRecord): readonly ClockMark[] {
  const waiting = clock.marks.filter(
    (mark) => mark.firedAt === null && !mark.skipped && !mark.retired && firesAt(clock, mark) !== Infinity,
  );
  if (isOpen(clock)) return waiting;
  return clock.closedBy === 'fell-due' ? waiting.filter((mark) => mark.reachedAt !== null) : [];
}

/**
 * When the timer acts on a mark: when it is reached. But an act after the limit that builds on acts before it (a case
 * lapses after two reminders) keeps its distance from the last of those: a timer that was away for long must not
 * remind and lapse in the same second.
 */
function firesAt({ marks }: ClockRecord, mark: ClockMark): number {
  const reachedAt = instantOf(mark);
  if (!mark.acts || mark.percent <= 100) return reachedAt;
  const before = marks.filter(({ acts, percent, skipped }) => acts && percent <= 100 && !skipped);
  const last = before.reduce<ClockMark | undefined>(
    (one, other) => (one && one.percent > other.percent ? one : other),
    undefined,
  );
  if (!last || reachedAt === Infinity) return reachedAt;
  if (last.firedAt === null) return Infinity;
  return Math.max(reachedAt, last.firedAt + Math.max(0, reachedAt - instantOf(last)));
}

function instantOf(mark: ClockMark): number {
  return mark.reachedAt ?? mark.at ?? Infinity;
}
