import type { CaseRecord, HistoryEntry } from '../cases/case-record.js';
import { SYSTEM } from '../cases/performer.js';
import type { TimeRules } from './time-rules.js';

/** What every entry of the history has in common that time wrote, not a person; the last entry of the case. */
export function systemEntry(
  theCase: CaseRecord,
  now: Date,
): Omit<HistoryEntry, 'type' | 'name' | 'reason' | 'detail' | 'timeRules'> {
  return {
    caseId: theCase.id,
    sequence: theCase.historyLength,
    caseVersion: theCase.version,
    fromState: null,
    toState: null,
    actorId: null,
    actorRole: SYSTEM.role,
    occurredAt: now,
  };
}

/** Says that open clocks were computed anew because calendars had been published. */
export function calendarsChangedEntry(
  theCase: CaseRecord,
  timeRules: TimeRules,
  reason: string | null,
  now: Date,
): HistoryEntry {
  return {
    ...systemEntry(theCase, now),
    type: 'calendars-changed',
    name: null,
    reason,
    detail: { type: 'calendars-changed', calendars: timeRules.calendars },
    timeRules,
  };
}
