import type { CalendarKey, CalendarLookup } from '#libs/workflow';

/** The published calendars as they are at one moment. */
export interface CalendarsInForce {
  /** Finds a calendar in any version ever published; null stands for the version in force. */
  readonly lookup: CalendarLookup;
  /** The version in force. @throws Error for a calendar that was never published. */
  versionOf(key: CalendarKey): number;
}

/** The calendars of headquarters, offices and States' capitals, compiled and ready to be asked. */
export abstract class WorkCalendars {
  /** The calendars now in force; cheap enough to be asked for at every transition. */
  abstract current(): Promise<CalendarsInForce>;
  /** The same, after looking whether anything has been published in the last moment. */
  abstract latest(): Promise<CalendarsInForce>;
}
