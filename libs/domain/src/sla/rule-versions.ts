import type { CalendarKey, CalendarVersions, CaseStanding } from '#libs/workflow';
import type { CaseRecord } from '../cases/case-record.js';
import type { CalendarsInForce } from './work-calendars.js';

type Counted = Pick<CaseRecord, 'leadOffice' | 'requestingState' | 'calendarVersions'>;

/** The versions in force of all calendars a case counts with or has counted with. */
export function versionsInForce(record: Counted, calendars: CalendarsInForce): CalendarVersions {
  const keys = new Set(Object.keys(record.calendarVersions) as CalendarKey[]).add('headquarters');
  keys.add(`state:${record.requestingState}`);
  if (record.leadOffice !== null) keys.add(`office:${record.leadOffice}`);
  return Object.fromEntries([...keys].sort().map((key) => [key, calendars.versionOf(key)]));
}

/** The versions a case has not counted with before. */
export function newVersions(before: CalendarVersions, after: CalendarVersions): CalendarVersions {
  const keys = Object.keys(after) as CalendarKey[];
  return Object.fromEntries(keys.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]));
}

/** Where a case stands for the purposes of time. */
export function standingInTime(record: CaseRecord): CaseStanding {
  return {
    state: record.snapshot.state,
    gates: record.snapshot.gates,
    urgency: record.urgency,
    office: record.leadOffice,
    requestingState: record.requestingState,
    policyVersion: null,
    calendarVersions: record.calendarVersions,
  };
}
