import type { CalendarVersions, DefinitionReference, TimelineEvent, Urgency, WorkflowEvent } from '#libs/workflow';
import type { HistoryEntry } from '../cases/case-record.js';

/** The details of history entries that clocks are read from, by the type of the entry. */
type Detail =
  | (Extract<WorkflowEvent, { type: 'created' }> & { readonly record: RecordAtCreation })
  | Exclude<WorkflowEvent, { type: 'created' | 'migrated' }>
  | MigrationDetail
  | {
      readonly type: 'thresholds-fired';
      readonly target: string;
      readonly ordinal: number;
      readonly thresholds: readonly string[];
    }
  | { readonly type: 'calendars-changed'; readonly calendars: CalendarVersions }
  | { readonly type: 'policy-changed'; readonly policyVersion: number | null }
  | { readonly type: 'record-changed'; readonly property: string; readonly to: string | null }
  | { readonly type: 'request-edited' | 'act-not-possible' | 'hold-review-due' | 'imported' | 'message-posted' }
  | { readonly type: 'case-read' | 'glass-broken' | 'reader-named' | 'reader-removed' }
  | { readonly type: 'attachment-released' | 'attachment-discarded' | 'words-erased' };

/** What the history keeps of a migration. */
export type MigrationDetail = Extract<WorkflowEvent, { type: 'migrated' }> & {
  /** The migration this one takes back: its entry in the history, and when it happened (RFC 3339). */
  readonly undoes?: { readonly sequence: number; readonly at: string };
};

/** What a case was when it began; kept with the entry of its creation, so that its clocks can be told from history alone. */
export interface RecordAtCreation {
  readonly urgency: Urgency;
  readonly leadOffice: string | null;
  readonly requestingState: string;
  readonly calendarVersions: CalendarVersions;
  /** Absent in histories from before limits could be changed. */
  readonly policyVersion?: number | null;
}

/** The part of a case's history that time depends on, in the engine's words. */
export function timelineEventsOf(history: readonly HistoryEntry[]): readonly TimelineEvent[] {
  return history.flatMap((entry): readonly TimelineEvent[] => {
    const at = entry.occurredAt.getTime();
    const detail = entry.detail as unknown as Detail;
    switch (detail.type) {
      case 'created': {
        const { urgency, leadOffice, requestingState, calendarVersions, policyVersion = null } = detail.record;
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
            policyVersion,
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
      case 'policy-changed':
        return [{ type: 'policy-changed', at, policyVersion: detail.policyVersion }];
      case 'record-changed':
        return changeOf(detail, at);
      case 'migrated': {
        const { to: definition, after, undoes } = detail;
        const { state: to, gates } = after;
        return [{ type: 'migrated', at, definition, to, gates, ...(undoes && { undoes: Date.parse(undoes.at) }) }];
      }
      case 'consented':
      case 'request-edited':
      case 'act-not-possible':
      case 'message-posted':
      case 'imported':
      case 'hold-review-due':
      case 'case-read':
      case 'glass-broken':
      case 'reader-named':
      case 'reader-removed':
      case 'attachment-released':
      case 'attachment-discarded':
      case 'words-erased':
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

/**
 * The definitions a case has run under, the one it began with first. The history of a case that was never migrated
 * names none: then it is the one the case runs under now.
 */
export function definitionsOf(
  history: readonly HistoryEntry[],
  present: DefinitionReference,
): readonly [DefinitionReference, ...DefinitionReference[]] {
  const migrations = history
    .map(({ detail }) => detail as unknown as Detail)
    .filter((detail): detail is MigrationDetail => detail.type === 'migrated');
  return [migrations[0]?.from ?? present, ...migrations.map(({ to }) => to)];
}
