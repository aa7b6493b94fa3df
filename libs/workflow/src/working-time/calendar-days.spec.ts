import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInstant, oddZones, officeZones } from '../../../../test/support/working-time.js';
import { dueInCalendarDays, instantOfWallTime } from './calendar-days.js';
import { Zone } from './zone.js';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const at = (text: string): number => Date.parse(text);

describe('a limit in calendar days', () => {
  it('ends at the same local time, also where the clocks were changed in between', () => {
    const vienna = Zone.named('Europe/Vienna');
    expect(dueInCalendarDays(vienna, at('2024-03-30T09:00:00Z'), 3)).toBe(at('2024-04-02T08:00:00Z'));
    expect(dueInCalendarDays(vienna, at('2024-10-26T08:00:00Z'), 1)).toBe(at('2024-10-27T09:00:00Z'));
  });

  it('ends at the jump if its local time is skipped on that day', () => {
    expect(dueInCalendarDays(Zone.named('Europe/Vienna'), at('2024-03-30T01:30:00Z'), 1)).toBe(
      at('2024-03-31T01:00:00Z'),
    );
  });

  it('begun in the second of two equal hours ends after it began', () => {
    const stretches = [{ from: at('2024-10-27T01:10:00Z'), hours: Zone.named('Europe/Vienna') }];
    expect(instantOfWallTime(stretches, stretches[0]!.from, 600_000, [])).toBe(at('2024-10-27T01:20:00Z'));
  });

  it('moves by what the wall clock showed of a pause', () => {
    const vienna = Zone.named('Europe/Vienna');
    const pause = [at('2024-03-30T09:00:00Z'), at('2024-04-01T08:00:00Z')] as const;
    // Two days by the wall clock, 47 hours by the stopwatch.
    expect(dueInCalendarDays(vienna, at('2024-03-29T12:00:00Z'), 3, [pause])).toBe(at('2024-04-03T11:00:00Z'));
  });

  it('shows the same wall time n dates later in every zone, unless that time is skipped or comes twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...officeZones, ...oddZones),
        anInstant,
        fc.integer({ min: 1, max: 400 }),
        (name, startAt, days) => {
          const zone = Zone.named(name);
          const reading = zone.readingAt(startAt) + days * dayMs;
          const due = dueInCalendarDays(zone, startAt, days);
          const isSkipped = zone.offsetAt(due) > zone.offsetAt(due - 1);
          if (!isSkipped) expect(zone.readingAt(due)).toBe(reading);
          else expect(zone.readingAt(due)).toBeGreaterThanOrEqual(reading);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('is refused where it is zero or absurd', () => {
    const zone = Zone.named('UTC');
    expect(() => dueInCalendarDays(zone, 0, 0)).toThrow(expect.objectContaining({ code: 'limit_not_positive' }));
    expect(() => dueInCalendarDays(zone, 0, 1e6)).toThrow(expect.objectContaining({ code: 'limit_absurd' }));
    expect(() => dueInCalendarDays(zone, 0, 1, [[hourMs, Infinity]])).toThrow(
      expect.objectContaining({ code: 'beyond_horizon' }),
    );
  });
});
