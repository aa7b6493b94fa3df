import { describe, expect, it } from '@jest/globals';
import { oddZones, officeZones, wallClock } from '../../../../test/support/working-time.js';
import { formatDate } from './local-time.js';
import { isZoneName, Zone } from './zone.js';

const hourMs = 3_600_000;
const at = (text: string): number => Date.parse(text);

describe('the offsets of a zone', () => {
  // Every change of the clocks of the years in which these zones did something out of the ordinary, and of those ahead.
  const years = [1993, 2010, 2011, 2015, 2016, 2018, 2022, 2024, 2025, 2026, 2027, 2028];

  it.each([...officeZones, ...oddZones])('in %s are what the platform shows on the wall', (name) => {
    const zone = Zone.named(name);
    const wrong: string[] = [];
    for (const year of years) {
      for (let instant = Date.UTC(year, 0, 1); instant < Date.UTC(year + 1, 0, 1); instant += 25 * hourMs) {
        const reading = zone.readingAt(instant);
        const { date, minute } = wallClock(name, instant);
        const shown = Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
        if (Math.floor(reading / 60_000) * 60_000 !== shown) wrong.push(new Date(instant).toISOString());
      }
    }
    expect(wrong).toEqual([]);
  });

  it('change at the exact minute, and a date that was skipped never comes', () => {
    const apia = Zone.named('Pacific/Apia');
    const jump = at('2011-12-30T10:00:00Z');
    expect([jump - 1, jump].map((instant) => formatDate(apia.localDayAt(instant)))).toEqual([
      '2011-12-29',
      '2011-12-31',
    ]);
    expect(apia.instantOfReading(at('2011-12-30T12:00:00Z'))).toBe(jump);
  });

  it('tell the first of two equal readings, and the jump for one that was skipped', () => {
    const vienna = Zone.named('Europe/Vienna');
    expect(vienna.instantOfReading(at('2024-10-27T02:30:00Z'))).toBe(at('2024-10-27T00:30:00Z'));
    expect(vienna.instantOfReading(at('2024-03-31T02:30:00Z'))).toBe(at('2024-03-31T01:00:00Z'));
  });

  it('are refused for what is no place', () => {
    expect(['Europe/Vienna', 'UTC', 'Mars/Olympus', '+02:00', '', 'Europe/'].filter(isZoneName)).toEqual([
      'Europe/Vienna',
      'UTC',
    ]);
    expect(() => Zone.named('Mars/Olympus')).toThrow('not a time zone of the IANA database');
  });

  it('cover every day of a long time without a hole', () => {
    const spans = Zone.named('Africa/Casablanca').spansBetween(at('2020-01-01T00:00:00Z'), at('2030-01-01T00:00:00Z'));
    expect(spans[0]!.from).toBe(at('2020-01-01T00:00:00Z'));
    expect(spans.at(-1)!.to).toBe(at('2030-01-01T00:00:00Z'));
    for (const [index, span] of spans.slice(1).entries()) expect(span.from).toBe(spans[index]!.to);
    // Ramadan once a year, and its end: two changes for each of the ten years, and a Ramadan begun in the last.
    expect(spans).toHaveLength(22);
  });
});
