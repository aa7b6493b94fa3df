import type { CalendarLookup } from '#libs/workflow';

/** The calendars of headquarters, offices and States' capitals, compiled and ready to be asked. */
export abstract class WorkCalendars {
  /** The calendars now in force; cheap enough to be asked for at every transition. */
  abstract current(): Promise<CalendarLookup>;
}
