import type { Calendar } from '#libs/workflow';

/** A calendar as it is kept: of an office by its code, of a State's capital by its alpha-3 code. */
export type StoredCalendarKey = `office:${string}` | `state:${string}`;

/** What the hours of a calendar rest on, so that a reader can tell knowledge from assumption. */
export type CalendarBasis =
  'office' | 'office-in-state' | 'office-note' | 'only-zone' | 'from-knowledge' | 'lead-office' | 'settled';

export interface HolidayYear {
  readonly year: number;
  /** Where the list came from: a circular, a file. */
  readonly source: string;
  readonly days: number;
  readonly loadedAt: Date;
}

/** A published calendar with what is known about it. */
export interface StoredCalendar {
  readonly key: StoredCalendarKey;
  readonly version: number;
  readonly document: Calendar;
  readonly zoneBasis: CalendarBasis;
  readonly weekBasis: CalendarBasis;
  /** Years for which holidays have been loaded, latest list of each. */
  readonly holidayYears: readonly HolidayYear[];
  readonly publishedAt: Date;
  /** Why this version was published. */
  readonly reason: string;
}

/** One version in a calendar's history. */
export interface CalendarVersion {
  readonly version: number;
  readonly cause: 'dataset' | 'edit' | 'holidays';
  readonly reason: string;
  /** Null where the data set or an operator at the command line published it. */
  readonly publishedBy: string | null;
  readonly publishedAt: Date;
  readonly document: Calendar;
}

export interface CalendarPublication {
  readonly key: StoredCalendarKey;
  /** The version the change was decided on. */
  readonly basedOnVersion: number;
  readonly document: Calendar;
  readonly reason: string;
  readonly change:
    | { readonly kind: 'edit' }
    | { readonly kind: 'holidays'; readonly year: number; readonly source: string; readonly days: number };
}

export interface CalendarPublished {
  readonly version: number;
  /** The background work that recomputes what counts on the calendar; null where nothing does. */
  readonly replayId: string | null;
}

/** Keeps calendars in versions. A published version never changes, since due times of the past are explained by it. */
export abstract class CalendarRegister {
  /** The version in force, with the database's time. Undefined if there is no such calendar. */
  abstract find(key: StoredCalendarKey): Promise<{ readonly calendar: StoredCalendar; readonly now: Date } | undefined>;
  /** Latest first. */
  abstract versions(key: StoredCalendarKey): Promise<readonly CalendarVersion[]>;
  /**
   * Publishes a version and orders what counts on the calendar to be recomputed, in one transaction.
   * @throws CalendarChangedMeanwhile if another version has been published since.
   */
  abstract publish(publication: CalendarPublication, publishedBy: string | null): Promise<CalendarPublished>;
}
