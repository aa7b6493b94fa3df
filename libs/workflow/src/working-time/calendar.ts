/**
 * A working calendar as a document: what is stored, shown, edited and published. Compiled by `WorkCalendar`.
 */

/** The days of a week in the order of the ISO week. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** `["09:00", "17:00"]`: open from the first reading of the wall clock up to, not including, the second. `24:00` closes a day. */
export type OpenWindow = readonly [open: string, close: string];

/** A date without windows. The name is shown wherever a due time is explained. */
export interface Holiday {
  /** `YYYY-MM-DD`, in the calendar's own zone. */
  readonly date: string;
  readonly name: string;
}

/** A date that has its own windows, whatever its weekday and whether or not it is a holiday (fasting hours, an official closure). */
export interface DayOverride {
  readonly windows: readonly OpenWindow[];
  readonly name: string;
}

export interface Calendar {
  /** IANA name: `Africa/Cairo`. */
  readonly timeZone: string;
  /** A weekday left out is a closed day. */
  readonly hours: Readonly<Partial<Record<Weekday, readonly OpenWindow[]>>>;
  /** A date alone is a holiday without a name. */
  readonly holidays: readonly (string | Holiday)[];
  /** By date, `YYYY-MM-DD`. */
  readonly overrides?: Readonly<Record<string, readonly OpenWindow[] | DayOverride>>;
}

/** A holiday's date and name, whichever way it was written. */
export function holidayOf(entry: string | Holiday): { readonly date: string; readonly name: string | null } {
  return typeof entry === 'string' ? { date: entry, name: null } : entry;
}

/** An override's windows and name, whichever way it was written. */
export function overrideOf(entry: readonly OpenWindow[] | DayOverride): {
  readonly windows: readonly OpenWindow[];
  readonly name: string | null;
} {
  return 'windows' in entry ? entry : { windows: entry, name: null };
}
