import { describe, expect, it } from '@jest/globals';
import { missingHolidayYears } from './missing-holidays.js';

describe('the years whose holidays are missed', () => {
  const on = (day: string, ...loaded: number[]) =>
    missingHolidayYears(
      loaded.map((year) => ({ year })),
      new Date(`${day}T12:00:00Z`),
    );

  it('are this one, and from October on the next, since limits reach into it', () => {
    expect(on('2026-09-30')).toEqual([2026]);
    expect(on('2026-10-01')).toEqual([2026, 2027]);
  });

  it('are none once they have been loaded', () => {
    expect(on('2026-11-23', 2026, 2027)).toEqual([]);
    expect(on('2026-11-23', 2026)).toEqual([2027]);
  });
});
