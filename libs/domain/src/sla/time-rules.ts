import {
  type CalendarKey,
  type CalendarVersions,
  type CaseStanding,
  type ClockRecord,
  isOpen,
  type Urgency,
} from '#libs/workflow';
import type { CaseRecord, HistoryEntry } from '../cases/case-record.js';
import type { CalendarsInForce } from './work-calendars.js';

/**
 * What a case's clocks count by besides its moves. Every change of a case writes it down, so that each due time can be
 * computed again from the history alone.
 */
export interface TimeRules {
  readonly urgency: Urgency;
  /** Code of the lead office; null until one is assigned. */
  readonly office: string | null;
  readonly calendars: CalendarVersions;
}

/** Where a case stands for the purposes of time, by the calendars now in force. */
export function standingInTime(record: CaseRecord, calendars: CalendarsInForce): CaseStanding {
  return {
    state: record.snapshot.state,
    gates: record.snapshot.gates,
    urgency: record.urgency,
    office: record.leadOffice,
    requestingState: record.requestingState,
    policyVersion: null,
    calendarVersions: versionsFor(record, calendars),
  };
}

/** The versions in force of the calendars a case may count with. */
export function versionsFor(
  { leadOffice, requestingState }: Pick<CaseRecord, 'leadOffice' | 'requestingState'>,
  calendars: CalendarsInForce,
): CalendarVersions {
  const keys: CalendarKey[] = ['headquarters', `state:${requestingState}`];
  if (leadOffice !== null) keys.push(`office:${leadOffice}`);
  return Object.fromEntries(keys.map((key) => [key, calendars.versionOf(key)]));
}

/** The versions in force of calendars that open clocks count on in an older version. Empty if none does. */
export function newerVersions(clocks: readonly ClockRecord[], calendars: CalendarsInForce): CalendarVersions {
  const newer: Partial<Record<CalendarKey, number>> = {};
  for (const { stretches } of clocks.filter(isOpen)) {
    for (const { calendar, version } of stretches) {
      const inForce = calendars.versionOf(calendar);
      if (version !== inForce) newer[calendar] = inForce;
    }
  }
  return newer;
}

/** Puts the rules on the first entry of a change, where whoever reads the history meets them first. */
export function withTimeRules(history: readonly HistoryEntry[], timeRules: TimeRules): readonly HistoryEntry[] {
  return history.map((entry, index) => (index === 0 ? { ...entry, timeRules } : entry));
}
