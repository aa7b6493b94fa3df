import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { Calendar, OpenWindow, Pause } from '../../libs/workflow/src/index.js';
import { type Holiday, overrideOf, type Weekday, weekdays } from '../../libs/workflow/src/index.js';

const { offices } = JSON.parse(
  readFileSync(new URL('../../libs/infrastructure/data/offices.json', import.meta.url), 'utf8'),
) as { readonly offices: readonly { readonly timeZone: string }[] };

/** The zones of the offices in the reference data. */
export const officeZones: readonly string[] = [...new Set(offices.map(({ timeZone }) => timeZone))].sort();

/**
 * Zones with a character: half-hour summer time, quarter-hour offsets, a skipped date, Ramadan time, two-hour summer
 * time, winter time as the exception, a change at midnight.
 */
export const oddZones = [
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/El_Aaiun',
  'Antarctica/Troll',
  'Europe/Dublin',
  'Pacific/Kwajalein',
  'America/Havana',
  'America/St_Johns',
  'Asia/Gaza',
  'UTC',
] as const;

/** Days on which something happens to the clocks of these zones, besides the usual spring and autumn. */
const eventfulDays = [
  '1993-08-20',
  '2006-10-29',
  '2010-08-11',
  '2011-03-27',
  '2011-12-29',
  '2015-06-14',
  '2018-10-28',
  '2022-03-21',
  '2024-03-10',
  '2024-03-31',
  '2024-04-07',
  '2024-04-26',
  '2024-10-06',
  '2024-10-27',
  '2026-02-15',
  '2026-03-22',
  '2026-10-29',
  '2027-01-01',
].map((date) => Date.parse(`${date}T00:00:00Z`));

const minuteMs = 60_000;
const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock shows, asked of the platform for each instant: slow, and nothing of the code under test in it. */
export function wallClock(timeZone: string, at: number): { readonly date: string; readonly minute: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(timeZone, format);
  }
  const text = format.format(at);
  return { date: text.slice(0, 10), minute: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) };
}

function windowsOn(calendar: Calendar, date: string): readonly OpenWindow[] {
  const override = calendar.overrides?.[date];
  if (override) return overrideOf(override).windows;
  if (calendar.holidays.some((holiday) => (typeof holiday === 'string' ? holiday : holiday.date) === date)) return [];
  return calendar.hours[weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!] ?? [];
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Whether the rule of working time holds for the minute that begins at an instant. */
export function isOpenMinute(calendar: Calendar, at: number): boolean {
  const { date, minute } = wallClock(calendar.timeZone, at);
  return windowsOn(calendar, date).some(([open, close]) => minute >= minutesOf(open) && minute < minutesOf(close));
}

function isPausedMinute(pauses: readonly Pause[], at: number): boolean {
  return pauses.some(([from, to]) => at >= from && at < to);
}

/** Working time minute by minute, pauses on whole minutes. */
export function scanElapsed(calendar: Calendar, from: number, to: number, pauses: readonly Pause[] = []): number {
  let sum = 0;
  for (let minute = Math.floor(from / minuteMs) * minuteMs; minute < to; minute += minuteMs) {
    if (isPausedMinute(pauses, minute) || !isOpenMinute(calendar, minute)) continue;
    sum += Math.min(minute + minuteMs, to) - Math.max(minute, from);
  }
  return sum;
}

/** The due instant minute by minute; null if it does not come in so many days. */
export function scanDue(
  calendar: Calendar,
  startAt: number,
  workMs: number,
  pauses: readonly Pause[],
  days: number,
): number | null {
  let left = workMs;
  for (let minute = Math.floor(startAt / minuteMs) * minuteMs; minute < startAt + days * dayMs; minute += minuteMs) {
    if (isPausedMinute(pauses, minute) || !isOpenMinute(calendar, minute)) continue;
    const from = Math.max(minute, startAt);
    if (minute + minuteMs - from >= left) return from + left;
    left -= minute + minuteMs - from;
  }
  return null;
}

/** An instant on a whole second, on an ordinary day or within three days of one on which clocks change. */
export const anInstant: fc.Arbitrary<number> = fc
  .oneof(
    fc
      .integer({ min: Date.parse('2019-01-01') / dayMs, max: Date.parse('2029-12-31') / dayMs })
      .map((day) => day * dayMs),
    fc.tuple(fc.constantFrom(...eventfulDays), fc.integer({ min: -3, max: 2 })).map(([day, off]) => day + off * dayMs),
  )
  .chain((day) => fc.integer({ min: 0, max: 86_399 }).map((second) => day + second * 1000));

const time = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;

/** Up to three windows on quarter hours that do not overlap; now and then the whole day. */
const someWindows: fc.Arbitrary<OpenWindow[]> = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 }).map(pairUp) },
  { weight: 1, arbitrary: fc.constant([['00:00', '24:00']] as OpenWindow[]) },
  { weight: 1, arbitrary: fc.constant([] as OpenWindow[]) },
);

function pairUp(quarters: readonly number[]): OpenWindow[] {
  const sorted = [...quarters].sort((a, b) => a - b);
  return Array.from(
    { length: Math.floor(sorted.length / 2) },
    (_, index) => [time(sorted[2 * index]!), time(sorted[2 * index + 1]!)] as const,
  );
}

/** A calendar of the zone whose holidays and overrides lie about an instant, so that they matter. */
export function aCalendar(timeZone: string, about: number): fc.Arbitrary<Calendar> {
  const date = fc.integer({ min: -2, max: 9 }).map((day) => new Date(about + day * dayMs).toISOString().slice(0, 10));
  return fc
    .record({
      hours: fc.tuple(...weekdays.map(() => someWindows)),
      holidays: fc.uniqueArray(date, { maxLength: 2 }),
      overrides: fc.dictionary(date, someWindows, { maxKeys: 2 }),
    })
    .map(({ hours, holidays, overrides }) => ({
      timeZone,
      // One day is always open: a calendar that never opens is refused before it counts.
      hours: Object.fromEntries(
        weekdays.map((day, index) => [day, day === 'wed' ? [['09:00', '17:00']] : hours[index]]),
      ) as Record<Weekday, OpenWindow[]>,
      holidays: holidays.map((holiday): Holiday => ({ date: holiday, name: 'A holiday' })),
      overrides,
    }));
}

/** Up to four pauses on whole minutes within ten days of an instant; they may overlap, touch and be empty. */
export function somePauses(about: number): fc.Arbitrary<Pause[]> {
  const base = Math.floor(about / minuteMs) * minuteMs;
  const pause = fc
    .tuple(fc.integer({ min: -600, max: 10_000 }), fc.integer({ min: 0, max: 3000 }))
    .map(([from, length]) => [base + from * minuteMs, base + (from + length) * minuteMs] as const);
  return fc.array(pause, { maxLength: 4 });
}
