/**
 * npm run bench -- working-time: due times a second beside a scan minute by minute and beside an addition round the
 * clock, what length and pauses cost, and the replay of open clocks after a calendar edit. Pure code, one process,
 * one run: read the ratios, the absolute figures are this machine's.
 */
import { dueAt, dueInWorkingDays, WorkCalendar } from '#libs/workflow';
import { replayOpenClocks } from './working-time-replay.mjs';
import { amount, heading, row, times } from './working-time-table.mjs';

export const summary =
  'due times a second beside a scan minute by minute, and the replay of open clocks after a calendar edit';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** @type {import('#libs/workflow').Calendar} */
const vienna = {
  timeZone: 'Europe/Vienna',
  hours: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
      day,
      [
        ['09:00', '12:30'],
        ['13:30', '18:00'],
      ],
    ]),
  ),
  holidays: [2026, 2027, 2028].flatMap((year) =>
    ['01-01', '03-20', '05-01', '05-27', '08-15', '10-26', '11-01', '12-08', '12-25', '12-26'].map(
      (date) => `${year}-${date}`,
    ),
  ),
};
const hours = new WorkCalendar(vienna);

/** Starts spread over a year, the same in every run. */
const starts = Array.from(
  { length: 4096 },
  (_, index) => Date.parse('2026-01-01T00:00:00Z') + ((index * 7_919_333) % 525_600) * minuteMs,
);

/** What the computations give is added up and shown, so that none can be left out as unused. */
let kept = 0;

/**
 * How often a second a computation can be made over the starts: the best of three rounds, since other work on the
 * machine only ever slows one down.
 * @param {(startAt: number) => number} compute
 */
function perSecond(compute, roundMs = 250) {
  return Math.max(...[0, 1, 2].map(() => round(compute, roundMs)));
}

/** @param {(startAt: number) => number} compute @param {number} forMs */
function round(compute, forMs) {
  const began = performance.now();
  let [count, batch] = [0, 1];
  while (performance.now() - began < forMs) {
    for (let index = count; index < count + batch; index += 1) kept += compute(starts[index & 4095] ?? 0);
    count += batch;
    // Larger batches for fast computations: the clock must not be what is measured.
    if (batch < 16_384 && performance.now() - began < forMs / 8) batch *= 2;
  }
  return (count * 1000) / (performance.now() - began);
}

const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: vienna.timeZone,
  dateStyle: 'short',
  timeStyle: 'short',
});
const holidays = new Set(vienna.holidays);
const weekdays = /** @type {const} */ (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']);

/**
 * The floor to stand beside, as one would write it first: ask the platform what the wall clock shows in each minute.
 * @param {number} startAt
 * @param {number} workMs
 */
function scanned(startAt, workMs) {
  let left = workMs;
  for (let at = Math.floor(startAt / minuteMs) * minuteMs; ; at += minuteMs) {
    const shown = formatter.format(at);
    const [date, time] = [shown.slice(0, 10), shown.slice(11)];
    if (holidays.has(date)) continue;
    const windows = vienna.hours[weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun'] ?? [];
    if (!windows.some(([open, close]) => time >= open && time < close)) continue;
    const from = Math.max(at, startAt);
    if (at + minuteMs - from >= left) return from + left;
    left -= at + minuteMs - from;
  }
}

/** The offsets of the zone hour by hour, asked beforehand: what a careful scan would keep. */
const offsetsFrom = Date.parse('2025-12-31T00:00:00Z');
const offsets = Array.from({ length: 3 * 366 * 24 }, (_, hour) => {
  const at = offsetsFrom + hour * hourMs;
  return Date.parse(`${formatter.format(at).replace(' ', 'T')}:00Z`) - at;
});
const holidayNumbers = new Set(vienna.holidays.map((date) => Date.parse(`${String(date)}T00:00:00Z`) / dayMs));
const windowsByWeekday = weekdays.map((weekday) =>
  (vienna.hours[weekday] ?? []).map((window) =>
    window.map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))),
  ),
);

/**
 * The same scan with nothing but arithmetic in it: the best a scan can be.
 * @param {number} startAt
 * @param {number} workMs
 */
function scannedWithKnownOffsets(startAt, workMs) {
  let left = workMs;
  for (let at = Math.floor(startAt / minuteMs) * minuteMs; ; at += minuteMs) {
    const reading = at + (offsets[Math.floor((at - offsetsFrom) / hourMs)] ?? Number.NaN);
    const epochDay = Math.floor(reading / dayMs);
    if (holidayNumbers.has(epochDay)) continue;
    const minute = Math.floor((reading - epochDay * dayMs) / minuteMs);
    const windows = windowsByWeekday[(epochDay + 4) % 7] ?? [];
    if (!windows.some(([open = 0, close = 0]) => minute >= open && minute < close)) continue;
    const from = Math.max(at, startAt);
    if (at + minuteMs - from >= left) return from + left;
    left -= at + minuteMs - from;
  }
}

export function run() {
  const day = 8 * hourMs;
  const year = 2000 * hourMs;
  const agrees = starts.slice(0, 24).every((startAt) => {
    const due = dueAt(hours, startAt, 20 * hourMs);
    return scanned(startAt, 20 * hourMs) === due && scannedWithKnownOffsets(startAt, 20 * hourMs) === due;
  });
  if (!agrees) throw new Error('the scan and the arithmetic do not agree: there is nothing to compare');

  heading('Due times a second', 'a second', 'to the addition', 'to the scan');
  const addition = perSecond((startAt) => startAt + day);
  row('fixed 24×7 addition', amount(addition), times(1));
  const sizes = /** @type {const} */ ([
    ['8 h (one day)', day, 250],
    ['2,000 h (one year)', year, 1500],
  ]);
  for (const [name, workMs, forMs] of sizes) {
    const scan = perSecond((startAt) => scanned(startAt, workMs), forMs);
    const ours = perSecond((startAt) => dueAt(hours, startAt, workMs));
    const known = perSecond((startAt) => scannedWithKnownOffsets(startAt, workMs));
    row(`scan minute by minute, ${name}`, amount(scan), times(scan / addition), times(1));
    row('… with the offsets known beforehand', amount(known), times(known / addition), times(known / scan));
    row(`calendar, ${name}`, amount(ours), times(ours / addition), times(ours / scan));
  }

  heading('What length costs', 'a second', 'time, to 8 h');
  const short = perSecond((startAt) => dueAt(hours, startAt, day));
  for (const length of [1, 8, 40, 160, 480, 1000, 2000, 8000]) {
    const rate = perSecond((startAt) => dueAt(hours, startAt, length * hourMs));
    row(`${length} h`, amount(rate), times(short / rate));
  }
  const fiveDays = perSecond((startAt) => dueInWorkingDays(hours, startAt, 5));
  for (const days of [5, 20, 60, 250]) {
    const rate = perSecond((startAt) => dueInWorkingDays(hours, startAt, days));
    row(`${days} working days (to 5)`, amount(rate), times(fiveDays / rate));
  }

  heading('What pauses cost, on 160 h', 'a second', 'time, to none');
  const unpaused = perSecond((startAt) => dueAt(hours, startAt, 160 * hourMs));
  for (const count of [1, 2, 4, 8, 16, 32]) {
    const offsets = Array.from({ length: count }, (_, index) => (index + 1) * 11 * hourMs);
    const rate = perSecond((startAt) => {
      const pauses = offsets.map((offset) => /** @type {const} */ ([startAt + offset, startAt + offset + 3 * hourMs]));
      return dueAt(hours, startAt, 160 * hourMs, pauses);
    });
    row(`${count}`, amount(rate), times(unpaused / rate));
  }

  replayOpenClocks(vienna, 100_000);
  row('', '', `checked: ${kept !== 0}`);
}
