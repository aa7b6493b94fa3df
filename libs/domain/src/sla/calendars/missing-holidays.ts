import type { HolidayYear } from './calendar-register.js';

/** From this month on (October), the holidays of the next year are missed too: limits already reach into it. */
const NEXT_YEAR_FROM_MONTH = 10;

/**
 * The years whose holidays should be known by now and are not. Deadlines of such a year are counted as if the office
 * kept no holidays: they fall too early.
 */
export function missingHolidayYears(loaded: readonly Pick<HolidayYear, 'year'>[], now: Date): readonly number[] {
  const year = now.getUTCFullYear();
  const wanted = now.getUTCMonth() + 1 >= NEXT_YEAR_FROM_MONTH ? [year, year + 1] : [year];
  return wanted.filter((candidate) => !loaded.some((known) => known.year === candidate));
}
