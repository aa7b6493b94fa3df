import type { CalendarKey, CalendarVersions, CaseStanding, TimelineEvent } from '#libs/workflow';
import type { CaseRecord } from '../cases/case-record.js';
import type { PoliciesInForce } from './policies/limit-policies.js';
import type { CalendarsInForce } from './work-calendars.js';

/** The published versions of everything a case's clocks count by; kept with the case and told in its history. */
export type RuleVersions = Pick<CaseRecord, 'calendarVersions' | 'policyVersion'>;

type Counted = Pick<CaseRecord, 'area' | 'leadOffice' | 'requestingState' | 'calendarVersions'>;

/** The versions in force of all calendars a case counts with or has counted with, and of the limits of its area. */
export function versionsInForce(record: Counted, calendars: CalendarsInForce, policies: PoliciesInForce): RuleVersions {
  const keys = new Set(Object.keys(record.calendarVersions) as CalendarKey[]).add('headquarters');
  keys.add(`state:${record.requestingState}`);
  if (record.leadOffice !== null) keys.add(`office:${record.leadOffice}`);
  return {
    calendarVersions: Object.fromEntries([...keys].sort().map((key) => [key, calendars.versionOf(key)])),
    policyVersion: policies.versionOf(record.area),
  };
}

/** The versions of calendars a case has not counted with before. */
export function newVersions(before: CalendarVersions, after: CalendarVersions): CalendarVersions {
  const keys = Object.keys(after) as CalendarKey[];
  return Object.fromEntries(keys.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]));
}

/** What brings the clocks of a case from the rules they counted by to others, at an instant. */
export function catchingUp(before: RuleVersions, after: RuleVersions, at: number): readonly TimelineEvent[] {
  const calendarVersions = newVersions(before.calendarVersions, after.calendarVersions);
  const { policyVersion } = after;
  return [
    ...(Object.keys(calendarVersions).length > 0 ? [{ type: 'calendars-changed', at, calendarVersions } as const] : []),
    ...(policyVersion === before.policyVersion ? [] : [{ type: 'policy-changed', at, policyVersion } as const]),
  ];
}

/** Where a case stands for the purposes of time. */
export function standingInTime(record: CaseRecord): CaseStanding {
  return {
    state: record.snapshot.state,
    gates: record.snapshot.gates,
    urgency: record.urgency,
    office: record.leadOffice,
    requestingState: record.requestingState,
    policyVersion: record.policyVersion,
    calendarVersions: record.calendarVersions,
  };
}
