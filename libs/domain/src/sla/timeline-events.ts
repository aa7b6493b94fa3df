import type { CalendarVersions, TimelineEvent, Urgency, WorkflowEvent } from '#libs/workflow';
import type { HistoryEntry } from '../cases/case-record.js';

/** The details of history entries that clocks are read from, by the type of the entry. */
type Detail =
  | (Extract<WorkflowEvent, { type: 'created' }> & { readonly record: RecordAtCreation })
  | Exclude<WorkflowEvent, { type: 'created' }>
  | {
      readonly type: 'thresholds-fired';
      readonly target: string;
      readonly ordinal: number;
      readonly thresholds: readonly string[];
    }
  | { readonly type: 'calendars-changed'; readonly calendars: CalendarVersions }
  | { readonly type: 'record-changed'; readonly property: string; readonly to: string | null }
  | { readonly type: 'request-edited' | 'act-not-possible' | 'message-posted' };

/** What a case was when it began; kept with the entry of its creation, so that its clocks can be told from history alone. */
export interface RecordAtCreation {
  readonly urgency: Urgency;
  readonly leadOffice: string | null;
  readonly requestingState: string;
  readonly calendarVersions: CalendarVersions;
}

/** The part of a case's history that time depends on, in the engine's words. */
export function timelineEventsOf(history: readonly HistoryEntry[]): readonly TimelineEvent[] {
  return history.flatMap((entry): readonly TimelineEvent[] => {
    const at = entry.occurredAt.getTime();
    const detail = entry.detail as unknown as Detail;
    switch (detail.type) {
      case 'created': {
        const { urgency, leadOffice, requestingState, calendarVersions } = detail.record;
        return [
          {
            type: 'created',
            at,
            to: detail.to,
            gates: detail.gates,
            urgency,
            office: leadOffice,
            requestingState,
            calendarVersions,
          },
        ];
      }
      case 'moved':
        return [{ type: 'moved', at, transition: detail.transition, to: detail.to, reason: entry.reason }];
      case 'gate-moved':
        return [{ type: 'gate-moved', at, gate: detail.gate, to: detail.to }];
      case 'thresholds-fired': {
        const { target, ordinal, thresholds } = detail;
        return [{ type: 'thresholds-fired', at, target, ordinal, thresholds }];
      }
      case 'calendars-changed':
        return [{ type: 'calendars-changed', at, calendarVersions: detail.calendars }];
      case 'record-changed':
        return changeOf(detail, at);
      case 'consented':
      case 'migrated':
      case 'request-edited':
      case 'act-not-possible':
      case 'message-posted':
        return [];
    }
  });
}

function changeOf(
  { property, to }: { readonly property: string; readonly to: string | null },
  at: number,
): readonly TimelineEvent[] {
  if (property === 'urgency') return [{ type: 'urgency-changed', at, urgency: to as Urgency }];
  return property === 'leadOffice' ? [{ type: 'office-changed', at, office: to }] : [];
}
