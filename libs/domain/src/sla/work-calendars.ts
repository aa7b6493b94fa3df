import type { CalendarKey, CalendarLookup, CalendarVersions } from '#libs/workflow';

/** The published calendars as they are at one moment. */
export interface CalendarsInForce {
  /** Finds a calendar in any version ever published; null stands for the version in force. */
  readonly lookup: CalendarLookup;
  /** The version in force. @throws Error for a calendar that was never published. */
  versionOf(key: CalendarKey): number;
}

/** The calendars of headquarters, offices and States' capitals, compiled and ready to be asked. */
export abstract class WorkCalendars {
  /**
   * The calendars now in force; cheap enough to be asked for at every transition. What was published in the last moment
   * may be missing, except for versions the caller has already met (in a case, in a history).
   */
  abstract current(met?: CalendarVersions): Promise<CalendarsInForce>;
}
