import type { UnknownHolidays } from '#libs/domain';
import type { ExplainedLine, Timeline, TimelineClock } from '#libs/workflow';
import type { CaseClocksView, ClockView, LedgerLineView } from './clock.dto.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

export function toCaseClocksView(
  { segments, clocks }: Timeline,
  unknown: readonly UnknownHolidays[],
  now: Date,
): CaseClocksView {
  return {
    asOf: now.toISOString(),
    warnings: unknown.map(({ calendar, year }) => ({
      code: 'holidays_missing',
      calendar,
      year,
      message: `No holidays are known for ${year}: working days are counted as if there were none`,
    })),
    holders: segments.map(({ party, calendar, from, to, workingMs }) => ({
      party,
      calendar,
      from: iso(from),
      to: to === null ? null : iso(to),
      workingMinutes: workingMs === null ? null : minutes(workingMs),
    })),
    clocks: clocks.map(toClockView),
  };
}

function toClockView(explained: TimelineClock): ClockView {
  const { clock, usedAmount, marginWorkingMs, ledger } = explained;
  return {
    target: clock.target,
    ordinal: clock.ordinal,
    status: clock.status,
    limit: clock.limit,
    urgency: clock.urgency,
    openedAt: iso(clock.openedAt),
    dueAt: isoOrNull(clock.dueAt),
    breachedAt: isoOrNull(clock.breachedAt),
    closedAt: isoOrNull(clock.closedAt),
    used: inUnit(usedAmount, clock.limit.unit),
    marginWorkingMinutes: marginWorkingMs === null ? null : minutes(marginWorkingMs),
    ledger: ledger.map((line) => toLineView(line, clock.limit.unit)),
  };
}

function toLineView(line: ExplainedLine, unit: ClockView['limit']['unit']): LedgerLineView {
  const { kind, from, to, timeZone, counted, workingMs, local, stateLocal, calendar, ...facts } = line;
  return {
    kind,
    facts: { calendar, ...facts },
    from: iso(from),
    to: iso(to),
    timeZone,
    local: span(local),
    stateLocal: span(stateLocal),
    counted: inUnit(counted, unit),
    workingMinutes: minutes(workingMs),
  };
}

/** The engine counts hours and calendar days in milliseconds; people read them in the unit of the limit. */
function inUnit(amount: number, unit: string): number {
  if (unit === 'hours') return amount / HOUR_MS;
  return unit === 'calendar-days' ? amount / DAY_MS : amount;
}

function minutes(milliseconds: number): number {
  return Math.round(milliseconds / MINUTE_MS);
}

function span({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? from : `${from} to ${to}`;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function isoOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : iso(milliseconds);
}
