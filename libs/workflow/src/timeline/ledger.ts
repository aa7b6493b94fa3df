import type { Party } from '../definition.js';
import { formatDate } from '../working-time/local-time.js';
import { runningPieces } from '../working-time/pauses.js';
import type { WorkCalendar } from '../working-time/work-calendar.js';
import { countedClosings } from '../working-time/working-days.js';
import type { ClockChange, ClockClosing, ClockRecord } from './clock-record.js';
import { ClockMeter } from './clock-meter.js';
import type { CalendarKey, CalendarLookup } from './events.js';

/** What a line of the ledger says. Lines about an instant count nothing; together the others cover the clock's whole time. */
export type LedgerEntry =
  | { readonly kind: 'opened' }
  /** The day that counts as received, `YYYY-MM-DD`: limits in working days count the days after it. */
  | { readonly kind: 'received'; readonly date: string }
  | { readonly kind: 'counted' }
  | { readonly kind: 'closed'; readonly why: 'hours' }
  | { readonly kind: 'closed'; readonly why: 'holiday' | 'override'; readonly name: string | null }
  | { readonly kind: 'paused'; readonly party: Party; readonly state: string; readonly reason: string | null }
  | { readonly kind: 'transferred'; readonly fromCalendar: CalendarKey; readonly toCalendar: CalendarKey }
  | { readonly kind: 'changed'; readonly what: ClockChange['what'] }
  | { readonly kind: 'due' }
  | { readonly kind: 'breached' }
  | { readonly kind: 'threshold'; readonly threshold: string; readonly percent: number; readonly skipped: boolean }
  | { readonly kind: 'continued' }
  | { readonly kind: 'ended'; readonly by: ClockClosing };

export type LedgerLine = LedgerEntry & {
  readonly from: number;
  /** The same as `from` on lines about an instant. */
  readonly to: number;
  /** The calendar in force. */
  readonly calendar: CalendarKey;
  readonly timeZone: string;
  /** In the unit of the clock: milliseconds, milliseconds of the wall clock, or working days. */
  readonly counted: number;
  /** Working time of the calendar in force that passed while the clock ran, in milliseconds. */
  readonly workingMs: number;
};

type Span = readonly [from: number, to: number];
type Place = Pick<LedgerLine, 'calendar' | 'timeZone'>;

/** The clock explained line by line, from its start to its end or to now. The lines' sums are its totals. */
export function ledger(clock: ClockRecord, calendars: CalendarLookup, now: number): readonly LedgerLine[] {
  const endAt = clock.closedAt ?? now;
  const meter = new ClockMeter(clock, calendars);
  const told = moments(clock, meter, endAt);
  const cuts = [...new Set(told.map(({ from }) => from))].sort((a, b) => a - b);
  const spans = clock.stretches.flatMap((stretch, index) => {
    const next = clock.stretches[index + 1]?.from ?? Infinity;
    return linesOfStretch(clock, meter, index, [stretch.from, Math.min(next, endAt)], cuts);
  });
  const lines = clock.limit.unit === 'working-days' ? withDays(spans, clock, meter, endAt) : spans;
  return inOrder(lines, told);
}

/** What happened at an instant, in the order in which it is told where instants are equal. */
function moments(clock: ClockRecord, meter: ClockMeter, endAt: number): readonly LedgerLine[] {
  const told: LedgerLine[] = [];
  const tell = (at: number | null, entry: LedgerEntry): void => {
    if (at === null || at > endAt) return;
    told.push({ ...entry, from: at, to: at, ...placeAt(clock, meter, at), counted: 0, workingMs: 0 });
  };
  tell(clock.countsFrom, { kind: 'opened' });
  if (clock.limit.unit === 'working-days')
    tell(clock.countsFrom, { kind: 'received', date: formatDate(meter.received) });
  if (clock.openedAt > clock.countsFrom) tell(clock.openedAt, { kind: 'continued' });
  for (const [index, stretch] of clock.stretches.entries()) {
    const previous = clock.stretches[index - 1];
    if (previous)
      tell(stretch.from, { kind: 'transferred', fromCalendar: previous.calendar, toCalendar: stretch.calendar });
  }
  for (const { at, what } of clock.changes) tell(at, { kind: 'changed', what });
  tell(clock.dueAt, { kind: 'due' });
  if (clock.breachedAt !== null && clock.breachedAt !== clock.dueAt) tell(clock.breachedAt, { kind: 'breached' });
  for (const { threshold, percent, reachedAt, skipped } of clock.marks)
    tell(reachedAt, { kind: 'threshold', threshold, percent, skipped });
  if (clock.closedBy) tell(clock.closedAt, { kind: 'ended', by: clock.closedBy });
  return told;
}

/** The calendar in force at an instant. */
function placeAt(clock: ClockRecord, meter: ClockMeter, at: number): Place {
  const index = Math.max(
    0,
    clock.stretches.findLastIndex(({ from }) => from <= at),
  );
  return { calendar: clock.stretches[index]!.calendar, timeZone: meter.stretches[index]!.hours.zone.name };
}

/** Lines end where something happened, so that nobody has to ask which part of a line came before. */
function linesOfStretch(
  clock: ClockRecord,
  meter: ClockMeter,
  index: number,
  [from, to]: Span,
  cuts: readonly number[],
): LedgerLine[] {
  const { hours } = meter.stretches[index]!;
  const { unit } = clock.limit;
  const place = { calendar: clock.stretches[index]!.calendar, timeZone: hours.zone.name };
  const lines: LedgerLine[] = [];
  for (const { party, state, reason, ...pause } of clock.pauses) {
    for (const piece of cutUp([Math.max(pause.from, from), Math.min(pause.to ?? Infinity, to)], cuts)) {
      lines.push({
        kind: 'paused',
        party,
        state,
        reason,
        from: piece[0],
        to: piece[1],
        ...place,
        counted: 0,
        workingMs: 0,
      });
    }
  }
  for (const running of runningPieces(from, to, meter.merged)) {
    for (const [pieceFrom, pieceTo] of cutUp(running, cuts)) {
      if (unit === 'working-days') lines.push(...linesByDay(hours, place, pieceFrom, pieceTo));
      else {
        const wallMs = hours.zone.readingAt(pieceTo) - hours.zone.readingAt(pieceFrom);
        const counted = unit === 'calendar-days' ? wallMs : pieceTo - pieceFrom;
        const workingMs = hours.openMsBetween(pieceFrom, pieceTo);
        lines.push({ kind: 'counted', from: pieceFrom, to: pieceTo, ...place, counted, workingMs });
      }
    }
  }
  return lines;
}

function* cutUp([from, to]: Span, cuts: readonly number[]): Generator<Span> {
  let at = from;
  for (const cut of cuts) {
    if (cut <= at) continue;
    if (cut >= to) break;
    yield [at, cut];
    at = cut;
  }
  if (at < to) yield [at, to];
}

/** Open windows and what lies between them, each closed time with its reason. */
function linesByDay(hours: WorkCalendar, place: Place, from: number, to: number): LedgerLine[] {
  const lines: LedgerLine[] = [];
  let at = from;
  for (const piece of hours.datedPieces(from, to)) {
    lines.push(...closedLines(hours, place, at, piece.from));
    lines.push({
      kind: 'counted',
      from: piece.from,
      to: piece.to,
      ...place,
      counted: 0,
      workingMs: piece.to - piece.from,
    });
    at = piece.to;
  }
  lines.push(...closedLines(hours, place, at, to));
  return lines;
}

function closedLines(hours: WorkCalendar, place: Place, from: number, to: number): LedgerLine[] {
  const lines: LedgerLine[] = [];
  for (let at = from; at < to;) {
    const epochDay = hours.zone.localDayAt(at);
    const end = Math.min(to, hours.zone.nextDateAt(at));
    const rule = hours.ruleOf(epochDay);
    const entry: LedgerEntry =
      rule.kind === 'week' ? { kind: 'closed', why: 'hours' } : { kind: 'closed', why: rule.kind, name: rule.name };
    const last = lines.at(-1);
    // Nights and weekends are one line; a holiday or a special date has its own.
    if (last?.kind === 'closed' && last.why === 'hours' && rule.kind === 'week')
      lines[lines.length - 1] = { ...last, to: end };
    else lines.push({ ...entry, from: at, to: end, ...place, counted: 0, workingMs: 0 });
    at = end;
  }
  return lines;
}

/** Puts each working day on the line of the window it closes; a day whose last window was paused has a line of its own. */
function withDays(lines: readonly LedgerLine[], clock: ClockRecord, meter: ClockMeter, endAt: number): LedgerLine[] {
  const counted = [...lines];
  for (const closing of countedClosings(meter.stretches, meter.received, endAt, meter.merged)) {
    const index = counted.findIndex((line) => line.kind === 'counted' && line.to === closing);
    if (index >= 0) counted[index] = { ...counted[index]!, counted: 1 };
    else {
      const place = placeAt(clock, meter, closing - 1);
      counted.push({ kind: 'counted', from: closing, to: closing, ...place, counted: 1, workingMs: 0 });
    }
  }
  return counted;
}

/** Lines by time; at one instant: what ended with it, what happened at it, what began with it. */
function inOrder(spans: readonly LedgerLine[], told: readonly LedgerLine[]): readonly LedgerLine[] {
  const isSpan = (line: LedgerLine): number => (line.to > line.from ? 1 : 0);
  return [...told, ...spans].sort((a, b) => a.from - b.from || isSpan(a) - isSpan(b));
}
