import type { UnknownHolidays } from '#libs/domain';
import type { ExplainedLine, PartySegment, Timeline, TimelineClock } from '#libs/workflow';
import { formatLocal } from '#libs/workflow';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Two readings and a word between them. */
const WHEN_WIDTH = 42;
const PARTIES: Readonly<Record<string, string>> = {
  state: 'the State',
  office: 'the office',
  headquarters: 'headquarters',
  system: 'a timer',
  none: 'nobody',
};

/** The due times of a case as a person reads them: what to doubt first, then who had the ball, then each clock. */
export function clockLines(
  reference: string,
  { segments, clocks }: Timeline,
  unknown: readonly UnknownHolidays[],
  now: Date,
): readonly string[] {
  return [
    `${reference} on ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    ...unknown.map(
      ({ calendar, year }) =>
        `! No holidays are known for ${year} on ${calendar}: working days are counted as if there were none`,
    ),
    '',
    'Who held the ball',
    ...segments.map(holderLine),
    ...(clocks.length === 0 ? ['', 'No clock has been opened on this case yet'] : clocks.flatMap(linesOfClock)),
  ];
}

function holderLine({ party, calendar, from, to, elapsedMs, workingMs }: PartySegment): string {
  const until = to === null ? 'now'.padEnd(16) : utc(to);
  const worked =
    workingMs === null ? `${hours(elapsedMs)} round the clock` : `${hours(workingMs)} of working time on ${calendar}`;
  return `  ${utc(from)} to ${until} UTC  ${(PARTIES[party] ?? party).padEnd(12)}  ${worked}`;
}

function linesOfClock(explained: TimelineClock): readonly string[] {
  const { clock, ledger, limitAmount, usedAmount } = explained;
  const { unit } = clock.limit;
  const zone = ledger.at(-1)?.timeZone ?? 'UTC';
  const due =
    clock.dueAt === null ? 'a pause hides when it is due' : `due ${reading(formatLocal(clock.dueAt, zone))} ${zone}`;
  const again = clock.ordinal === 1 ? '' : ` (number ${clock.ordinal})`;
  return [
    '',
    `${clock.target}${again}: ${statusOf(explained)}`,
    `  ${amount(limitAmount, unit)} for a case that is ${clock.urgency}, ${due}`,
    ...ledger.filter(isWorthALine).map((line) => ledgerLine(line, unit)),
    `  ${''.padEnd(WHEN_WIDTH)} ${amount(usedAmount, unit)} used of ${amount(limitAmount, unit)}`,
  ];
}

function statusOf({ clock, marginWorkingMs }: TimelineClock): string {
  const margin = marginWorkingMs === null ? '' : `, ${hours(Math.abs(marginWorkingMs))} of working time `;
  const late = clock.breachedAt !== null;
  switch (clock.status) {
    case 'met':
      return late ? `kept late${margin && `${margin}too late`}` : `kept${margin && `${margin}to spare`}`;
    case 'ended':
      return late ? `missed${margin && `${margin}too late`}` : 'ended before it was due';
    case 'paused':
      return late ? 'missed, and stands still' : 'stands still';
    case 'running':
      return late ? `missed${margin && `${margin}ago`}` : `runs${margin && `${margin}left`}`;
  }
}

/** Moments of the same second follow each other when one act did several things; nobody misses the time between. */
function isWorthALine({ from, to, counted }: ExplainedLine): boolean {
  return to === from || to - from >= 1_000 || counted > 0;
}

/** The time at the office, and what the wall clock showed in the capital of the State where that differs. */
function ledgerLine(line: ExplainedLine, unit: string): string {
  const [from, to, there] = [line.local.from, line.local.to, line.stateLocal.from].map(reading) as [
    string,
    string,
    string,
  ];
  const end = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to;
  const when = line.to > line.from ? `${from} to ${end}` : from;
  const capital = there === from ? '' : `  [${there.slice(5, 16)} in the capital]`;
  return `  ${when.padEnd(WHEN_WIDTH)} ${sentence(line, unit)}${capital}`;
}

/** The zone is named where it begins to count, so the offset can go. */
function reading(local: string): string {
  return local.slice(0, 19).replace('T', ' ');
}

function sentence(line: ExplainedLine, unit: string): string {
  switch (line.kind) {
    case 'opened':
      return `opened, on ${line.calendar} (${line.timeZone})`;
    case 'received':
      return `counts as received on ${line.date}`;
    case 'counted':
      if (unit !== 'working-days') return `+ ${amount(line.counted, unit)}`;
      return line.counted === 0 ? 'open' : `+ ${amount(line.counted, unit)}`;
    case 'closed':
      return line.why === 'hours' ? 'closed' : `closed: ${line.name ?? line.why}`;
    case 'paused':
      return `stands still for ${PARTIES[line.party] ?? line.party} (${line.state}${line.reason === null ? '' : `: ${line.reason}`})`;
    case 'transferred':
      return `transferred from ${line.fromCalendar} to ${line.toCalendar} (${line.timeZone})`;
    case 'changed':
      return `counted anew: the ${line.what} changed`;
    case 'due':
      return 'DUE';
    case 'breached':
      return 'BROKEN by the change';
    case 'threshold':
      return `${line.percent} %: ${line.threshold}${line.skipped ? ', passed by a change without a notice' : ''}`;
    case 'continued':
      return 'the step was opened again; what was used stays used';
    case 'ended':
      return `ended: ${line.by}`;
  }
}

function amount(value: number, unit: string): string {
  if (unit === 'working-days') return value === 1 ? '1 working day' : `${value} working days`;
  if (unit === 'hours') return hours(value);
  const days = Number((value / DAY_MS).toFixed(2));
  return days === 1 ? '1 calendar day' : `${days} calendar days`;
}

function hours(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE_MS);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

function utc(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
