import { jsonPointer } from '../json-pointer.js';

export type CalendarFaultCode =
  | 'calendar_malformed'
  | 'field_unknown'
  | 'zone_unknown'
  | 'hours_malformed'
  | 'weekday_unknown'
  | 'windows_malformed'
  | 'time_malformed'
  | 'window_impossible'
  | 'windows_overlap'
  | 'edge_skipped'
  | 'holidays_malformed'
  | 'overrides_malformed'
  | 'date_malformed'
  | 'date_repeated'
  | 'date_of_another_year'
  | 'name_missing'
  | 'never_opens';

/** One reason why a calendar is refused. Codes are stable, messages are for people. */
export interface CalendarFault {
  /** JSON Pointer (RFC 6901) into the document. */
  readonly pointer: string;
  readonly code: CalendarFaultCode;
  readonly message: string;
}

/** Gathers every fault, so that an editor sees them all at once. */
export class CalendarFaults {
  readonly #faults: CalendarFault[] = [];

  get all(): readonly CalendarFault[] {
    return this.#faults;
  }

  add(path: readonly string[], code: CalendarFaultCode, message: string): void {
    this.#faults.push({ pointer: jsonPointer(path), code, message });
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
