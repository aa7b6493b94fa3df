import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aCalendar,
  anInstant,
  oddZones,
  officeZones,
  scanDue,
  scanElapsed,
  somePauses,
} from '../../../../test/support/working-time.js';
import { dueAt, elapsed, nextOpening, thresholds } from './arithmetic.js';
import type { Calendar } from './calendar.js';
import { dueAfterChanges, dueAfterTransfers } from './changes.js';
import type { Pause } from './pauses.js';
import { SharedHours } from './shared-hours.js';
import { WorkCalendar } from './work-calendar.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;

interface Situation {
  readonly calendar: Calendar;
  readonly hours: WorkCalendar;
  readonly startAt: number;
  readonly pauses: readonly Pause[];
}

function situations(timeZone: string): fc.Arbitrary<Situation> {
  return anInstant.chain((startAt) =>
    fc
      .tuple(aCalendar(timeZone, startAt), somePauses(startAt))
      .map(([calendar, pauses]) => ({ calendar, hours: new WorkCalendar(calendar), startAt, pauses })),
  );
}

const workMs = fc.integer({ min: 1, max: 3 * 86_400 }).map((seconds) => seconds * 1000);
const laterMs = fc.integer({ min: 0, max: 20 * 86_400 }).map((seconds) => seconds * 1000);

describe.each([...officeZones, ...oddZones])('working time in %s', (zone) => {
  const hold = <T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void, numRuns = 5): void =>
    fc.assert(fc.property(arbitrary, predicate), { numRuns });

  it('is what a scan minute by minute finds', () =>
    hold(
      fc.tuple(situations(zone), laterMs, workMs),
      ([{ calendar, hours, startAt, pauses }, later, work]) => {
        const to = startAt + Math.min(later, 4 * dayMs);
        expect(elapsed(hours, startAt, to, pauses)).toBe(scanElapsed(calendar, startAt, to, pauses));
        const scanned = scanDue(calendar, startAt, work, pauses, 7);
        if (scanned !== null) expect(dueAt(hours, startAt, work, pauses)).toBe(scanned);
      },
      3,
    ));

  it('has passed at the due instant, and not a millisecond before', () =>
    hold(fc.tuple(situations(zone), workMs), ([{ hours, startAt, pauses }, work]) => {
      const due = dueAt(hours, startAt, work, pauses);
      expect(elapsed(hours, startAt, due, pauses)).toBe(work);
      expect(elapsed(hours, startAt, due - 1, pauses)).toBe(work - 1);
    }));

  it('is never due earlier for starting later or for a longer limit', () =>
    hold(fc.tuple(situations(zone), workMs, workMs, laterMs), ([{ hours, startAt, pauses }, work, more, later]) => {
      const due = dueAt(hours, startAt, work, pauses);
      expect(dueAt(hours, startAt + later, work, pauses)).toBeGreaterThanOrEqual(due);
      expect(dueAt(hours, startAt, work + more, pauses)).toBeGreaterThan(due);
    }));

  it('adds up over any division of a period and of a limit', () =>
    hold(
      fc.tuple(situations(zone), laterMs, laterMs, workMs, workMs),
      ([{ hours, startAt, pauses }, first, second, one, two]) => {
        const [middle, end] = [startAt + first, startAt + first + second];
        expect(elapsed(hours, startAt, middle, pauses) + elapsed(hours, middle, end, pauses)).toBe(
          elapsed(hours, startAt, end, pauses),
        );
        expect(dueAt(hours, dueAt(hours, startAt, one, pauses), two, pauses)).toBe(
          dueAt(hours, startAt, one + two, pauses),
        );
      },
    ));

  it('does not notice pauses in closed time, nor whether a pause is told in one piece', () =>
    hold(fc.tuple(situations(zone), workMs, laterMs), ([{ hours, startAt, pauses }, work, later]) => {
      const closedAt = dueAt(hours, startAt, work + later + 1);
      const closed: Pause = [closedAt, nextOpening(hours, closedAt)];
      const halves = pauses.flatMap(([from, to]): Pause[] => [
        [from, (from + to) / 2],
        [from, to],
        [(from + to) / 2, to],
      ]);
      const due = dueAt(hours, startAt, work, pauses);
      expect(dueAt(hours, startAt, work, [...pauses, closed])).toBe(due);
      expect(dueAt(hours, startAt, work, halves)).toBe(due);
    }));

  it('opens next at an open instant with nothing open before it', () =>
    hold(fc.tuple(situations(zone)), ([{ hours, startAt, pauses }]) => {
      const opens = nextOpening(hours, startAt, pauses);
      expect(elapsed(hours, startAt, opens, pauses)).toBe(0);
      expect(elapsed(hours, opens, opens + 1, pauses)).toBe(1);
    }));

  it('is shared by two calendars when both are open', () =>
    hold(
      fc
        .tuple(situations(zone), fc.constantFrom(...officeZones, ...oddZones))
        .chain(([one, other]) =>
          aCalendar(other, one.startAt).map((calendar) => [one, new WorkCalendar(calendar)] as const),
        ),
      ([{ hours, startAt }, other]) => {
        const shared = new SharedHours([hours, other]);
        const to = startAt + 5 * dayMs;
        const onlyOne = elapsed(hours, startAt, to) - elapsed(shared, startAt, to);
        const either: Pause[] = [...hours.openIntervals(startAt, to)];
        // Open on the other calendar while the first pauses it out: the rest of the other's time.
        expect(elapsed(other, startAt, to, either) + elapsed(shared, startAt, to)).toBe(elapsed(other, startAt, to));
        expect(onlyOne).toBeGreaterThanOrEqual(0);
        expect(elapsed(hours, startAt, to, [...shared.openIntervals(startAt, to)])).toBe(onlyOne);
      },
    ));

  it('reaches its thresholds in order, the hundredth at the due instant', () =>
    hold(fc.tuple(situations(zone), workMs), ([{ hours, startAt, pauses }, work]) => {
      const reached = thresholds(hours, startAt, work, [50, 75, 100, 150, 300], pauses);
      expect(reached.get(100)).toBe(dueAt(hours, startAt, work, pauses));
      const instants = [...reached.values()];
      expect(instants).toEqual([...instants].sort((a, b) => a - b));
    }));

  it('carries over a transfer to the same hours as if there had been none', () =>
    hold(fc.tuple(situations(zone), workMs, laterMs), ([{ hours, startAt, pauses }, work, later]) => {
      const stretches = [
        { from: startAt, hours },
        { from: startAt + later, hours },
      ];
      const due = dueAt(hours, startAt, work, pauses);
      expect(dueAfterTransfers(stretches, startAt, work, 'carry', pauses)).toBe(due);
      expect(dueAfterTransfers(stretches, startAt, work, 'replay', pauses)).toBe(due);
    }));

  it('counts the last target: replayed from the start, or restarted at the change', () =>
    hold(fc.tuple(situations(zone), workMs, workMs, laterMs), ([{ hours, startAt, pauses }, work, other, later]) => {
      const changes = [{ at: startAt + later, workMs: other }];
      expect(dueAfterChanges(hours, startAt, work, changes, 'replay', pauses)).toBe(
        dueAt(hours, startAt, other, pauses),
      );
      expect(dueAfterChanges(hours, startAt, work, changes, 'restart', pauses)).toBe(
        dueAt(hours, startAt + later, other, pauses),
      );
    }));
});

describe('a due time', () => {
  const hours = new WorkCalendar({ timeZone: 'UTC', hours: { mon: [['09:00', '17:00']] }, holidays: [] });
  const monday = Date.parse('2024-03-04T09:00:00Z');

  it('used up exactly at closing time is the closing instant, not the next opening', () => {
    expect(dueAt(hours, monday, 8 * 60 * minuteMs)).toBe(Date.parse('2024-03-04T17:00:00Z'));
  });

  it('used up exactly when a pause or a transfer begins is that instant, not the resumption', () => {
    const eleven = monday + 2 * 60 * minuteMs;
    const pause: Pause = [eleven, eleven + 60 * minuteMs];
    expect(dueAt(hours, monday, 2 * 60 * minuteMs, [pause])).toBe(eleven);
    expect(dueAt(hours, monday, 2 * 60 * minuteMs + 1, [pause])).toBe(eleven + 60 * minuteMs + 1);
    const tuesdays = new WorkCalendar({ timeZone: 'UTC', hours: { tue: [['09:00', '17:00']] }, holidays: [] });
    const stretches = [
      { from: monday, hours },
      { from: eleven, hours: tuesdays },
    ];
    expect(dueAfterTransfers(stretches, monday, 2 * 60 * minuteMs, 'carry')).toBe(eleven);
    expect(dueAfterTransfers(stretches, monday, 3 * 60 * minuteMs, 'carry')).toBe(Date.parse('2024-03-05T10:00:00Z'));
  });

  it.each([0, -1, Number.NaN])('is refused for a limit of %d', (limit) => {
    expect(() => dueAt(hours, monday, limit)).toThrow(expect.objectContaining({ code: 'limit_not_positive' }));
  });

  it('is refused for a limit nobody could mean', () => {
    expect(() => dueAt(hours, monday, 51 * 366 * dayMs)).toThrow(expect.objectContaining({ code: 'limit_absurd' }));
  });

  it('beyond the horizon is an error with words', () => {
    const once = new WorkCalendar({
      timeZone: 'UTC',
      hours: {},
      holidays: [],
      overrides: { '2024-03-04': [['09:00', '10:00']] },
    });
    expect(dueAt(once, monday, 60 * minuteMs)).toBe(Date.parse('2024-03-04T10:00:00Z'));
    expect(() => dueAt(once, monday, 61 * minuteMs)).toThrow('no due time can be given');
    expect(() => nextOpening(once, Date.parse('2024-03-05T00:00:00Z'))).toThrow('no due time can be given');
  });

  it('is refused with a pause turned round, and where no calendar is in force', () => {
    expect(() => dueAt(hours, monday, 1, [[monday, monday - 1]])).toThrow(
      expect.objectContaining({ code: 'inverted_period' }),
    );
    expect(() => dueAfterTransfers([{ from: monday + 1, hours }], monday, 1, 'carry')).toThrow(
      expect.objectContaining({ code: 'no_calendar' }),
    );
    expect(() => elapsed(hours, monday, monday - 1)).toThrow(expect.objectContaining({ code: 'inverted_period' }));
  });
});
