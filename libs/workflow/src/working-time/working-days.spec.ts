import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCalendar, anInstant, oddZones, officeZones, somePauses } from '../../../../test/support/working-time.js';
import { mergePauses, type Pause } from './pauses.js';
import { WorkCalendar } from './work-calendar.js';
import { dayReceived, dueInWorkingDays, instantOfWorkingDay, workingDaysUntil } from './working-days.js';

const nine = [['09:00', '17:00']] as const;
const week = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
const vienna = new WorkCalendar({
  timeZone: 'Europe/Vienna',
  hours: week,
  holidays: [{ date: '2024-03-07', name: 'A holiday' }],
});
const newYork = new WorkCalendar({ timeZone: 'America/New_York', hours: week, holidays: [] });
const bangkok = new WorkCalendar({ timeZone: 'Asia/Bangkok', hours: week, holidays: [] });
const at = (text: string): number => Date.parse(text);
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString().slice(0, 16));

describe('a limit in working days', () => {
  it.each([
    // In Vienna it is one hour later than in UTC. Tuesday 5 March 2024; Thursday 7 March is a holiday.
    ['in the morning', '2024-03-05T08:00:00Z', '2024-03-06T16:00'],
    ['at four in the afternoon sharp', '2024-03-05T15:00:00Z', '2024-03-06T16:00'],
    ['a second after four', '2024-03-05T15:00:01Z', '2024-03-08T16:00'],
    ['before opening', '2024-03-05T04:00:00Z', '2024-03-06T16:00'],
    ['on a holiday', '2024-03-07T09:00:00Z', '2024-03-11T16:00'],
    ['on a Sunday', '2024-03-10T09:00:00Z', '2024-03-12T16:00'],
    ['late on the eve of a holiday', '2024-03-06T15:30:00Z', '2024-03-11T16:00'],
  ])('of one day ends at the closing of the next after the day of receipt: received %s', (_when, received, due) => {
    expect(iso(dueInWorkingDays(vienna, at(received), 1))).toBe(due);
  });

  it.each([
    ['a second after four', '2024-03-05T15:00:01Z', '2024-03-06T16:00'],
    ['on a Sunday', '2024-03-10T09:00:00Z', '2024-03-11T16:00'],
  ])('counts at once in an emergency: received %s', (_when, received, due) => {
    expect(iso(dueInWorkingDays(vienna, at(received), 1, { isEmergency: true }))).toBe(due);
  });

  it('moves by as many working days as a pause covers closings', () => {
    const start = at('2024-03-04T09:00:00Z');
    const due = (...pauses: Pause[]) => iso(dueInWorkingDays(vienna, start, 2, { pauses }));
    expect(due()).toBe('2024-03-06T16:00');
    // From before the closing of the 5th until after that of the 6th: two closings.
    expect(due([at('2024-03-05T10:00:00Z'), at('2024-03-06T18:00:00Z')])).toBe('2024-03-11T16:00');
    // Within a day: none. Over the holiday: none.
    expect(due([at('2024-03-05T10:00:00Z'), at('2024-03-05T15:00:00Z')])).toBe('2024-03-06T16:00');
    // A pause that begins with the closing instant stands at it; one that ends with it does not.
    expect(due([at('2024-03-05T16:00:00Z'), at('2024-03-05T17:00:00Z')])).toBe('2024-03-08T16:00');
    expect(due([at('2024-03-05T10:00:00Z'), at('2024-03-05T16:00:00Z')])).toBe('2024-03-06T16:00');
  });

  it('counts a date once over a transfer, though two offices close on it', () => {
    const transfer = (to: WorkCalendar, from: string) => [
      { from: at('2024-03-04T09:00:00Z'), hours: vienna },
      { from: at(from), hours: to },
    ];
    const received = dayReceived(vienna, at('2024-03-04T09:00:00Z'), false);
    // Vienna has closed on the 5th when the case goes west, where the 5th is still to close.
    expect(iso(instantOfWorkingDay(transfer(newYork, '2024-03-05T17:00:00Z'), received, 2, []))).toBe(
      '2024-03-06T22:00',
    );
    // It goes east in the morning of the 5th: Bangkok's closing of the 5th counts.
    expect(iso(instantOfWorkingDay(transfer(bangkok, '2024-03-05T08:00:00Z'), received, 2, []))).toBe(
      '2024-03-06T10:00',
    );
    // A closing at the very moment of the transfer counts, whichever office closes then.
    expect(iso(instantOfWorkingDay(transfer(bangkok, '2024-03-05T16:00:00Z'), received, 1, []))).toBe(
      '2024-03-05T16:00',
    );
    expect(iso(instantOfWorkingDay(transfer(bangkok, '2024-03-05T10:00:00Z'), received, 1, []))).toBe(
      '2024-03-05T10:00',
    );
  });

  it('has its fractions within the open hours of their day', () => {
    const stretches = [{ from: at('2024-03-04T09:00:00Z'), hours: vienna }];
    const received = dayReceived(vienna, at('2024-03-04T09:00:00Z'), false);
    expect(iso(instantOfWorkingDay(stretches, received, 0.75, []))).toBe('2024-03-05T14:00');
    expect(iso(instantOfWorkingDay(stretches, received, 1.5, []))).toBe('2024-03-06T12:00');
    const lunch: Pause = [at('2024-03-05T10:00:00Z'), at('2024-03-05T12:00:00Z')];
    expect(iso(instantOfWorkingDay(stretches, received, 0.5, [lunch]))).toBe('2024-03-05T13:00');
  });

  it('is refused where it is zero, negative or absurd, and where the office never opens again', () => {
    const start = at('2024-03-04T09:00:00Z');
    for (const days of [0, -1])
      expect(() => dueInWorkingDays(vienna, start, days)).toThrow(
        expect.objectContaining({ code: 'limit_not_positive' }),
      );
    expect(() => dueInWorkingDays(vienna, start, 1e6)).toThrow(expect.objectContaining({ code: 'limit_absurd' }));
    const once = new WorkCalendar({ timeZone: 'UTC', hours: {}, holidays: [], overrides: { '2024-03-04': nine } });
    expect(() => dueInWorkingDays(once, start, 1)).toThrow(expect.objectContaining({ code: 'beyond_horizon' }));
  });

  const zones = fc.constantFrom(...officeZones, ...oddZones);
  const situation = fc
    .tuple(zones, anInstant)
    .chain(([zone, startAt]) =>
      fc.record({ calendar: aCalendar(zone, startAt), pauses: somePauses(startAt), startAt: fc.constant(startAt) }),
    );

  it('agrees with a walk over the dates, whatever the zone and the pauses', () => {
    fc.assert(
      fc.property(
        situation,
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        ({ calendar, pauses, startAt }, days, isEmergency) => {
          const hours = new WorkCalendar(calendar);
          expect(dueInWorkingDays(hours, startAt, days, { isEmergency, pauses })).toBe(
            walk(hours, startAt, days, isEmergency, pauses),
          );
        },
      ),
      { numRuns: 80 },
    );
  });

  it('has used up exactly its days at its due instant, and one fewer just before', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 1, max: 8 }), ({ calendar, pauses, startAt }, days) => {
        const hours = new WorkCalendar(calendar);
        const stretches = [{ from: startAt, hours }];
        const merged = mergePauses(pauses);
        const received = dayReceived(hours, startAt, false);
        const due = instantOfWorkingDay(stretches, received, days, merged)!;
        expect(workingDaysUntil(stretches, received, due, merged)).toBe(days);
        expect(workingDaysUntil(stretches, received, due - 1, merged)).toBe(days - 1);
      }),
      { numRuns: 80 },
    );
  });
});

/** The rule as it is written, date by date. */
function walk(
  hours: WorkCalendar,
  startAt: number,
  days: number,
  isEmergency: boolean,
  pauses: readonly Pause[],
): number {
  const dayMs = 86_400_000;
  const closings = [...hours.openIntervals(startAt - 3 * dayMs, startAt + 90 * dayMs)].reduce((found, [from, to]) => {
    // An interval that runs over midnight closes each of its dates.
    for (let instant = from; instant < to;) {
      const day = hours.zone.localDayAt(instant);
      const end = Math.min(to, nextDate(hours, instant));
      found.set(day, end);
      instant = end;
    }
    return found;
  }, new Map<number, number>());
  const today = hours.zone.localDayAt(startAt);
  const afterFour = hours.zone.readingAt(startAt) - today * dayMs > 16 * 3_600_000;
  const dates = [...closings.keys()].sort((a, b) => a - b);
  const received = isEmergency ? today : dates.find((date) => (afterFour ? date > today : date >= today))!;
  const counted = dates
    .filter((date) => date > received)
    .map((date) => closings.get(date)!)
    .filter((closing) => !pauses.some(([from, to]) => closing >= from && closing < to));
  return counted[days - 1] ?? Number.NaN;
}

function nextDate(hours: WorkCalendar, at: number): number {
  const today = hours.zone.localDayAt(at);
  let next = at;
  for (const stepMs of [3_600_000, 60_000, 1000]) {
    while (hours.zone.localDayAt(next + stepMs) === today) next += stepMs;
  }
  return next + 1000;
}
