import type { WorkflowEvent } from '#libs/workflow';
import { newVersions, type RuleVersions } from '../sla/rule-versions.js';
import type { CaseRecord, HistoryEntry } from './case-record.js';
import type { Performer } from './performer.js';

/** What happened, before it is given its place in the history. */
export type Happening = Pick<HistoryEntry, 'type' | 'name' | 'fromState' | 'toState' | 'reason' | 'detail'>;

/** Gives what happened its place in the history of a case. */
export function historyOf(
  happenings: readonly Happening[],
  context: {
    readonly caseId: string;
    /** The version of the case the change leads to. */
    readonly version: number;
    /** The sequence of the last entry so far; 0 for a new case. */
    readonly after: number;
    readonly performer: Performer;
    readonly now: Date;
  },
): readonly HistoryEntry[] {
  return happenings.map((happening, index) => ({
    caseId: context.caseId,
    sequence: context.after + index + 1,
    caseVersion: context.version,
    ...happening,
    actorId: context.performer.personId,
    actorRole: context.performer.role,
    occurredAt: context.now,
  }));
}

/** What the engine says happened. */
export function happeningsOf(events: readonly WorkflowEvent[]): readonly Happening[] {
  return events.map((event) => ({ type: event.type, ...stepOf(event), reason: reasonIn(event), detail: event }));
}

/** Properties of the record whose changes the history keeps, because clocks, access or reports depend on them. */
const RECORDED = ['urgency', 'leadOffice', 'caseOfficerId', 'sensitivity'] as const;

/**
 * What an act changed beside the state of the case. These come before the move itself: a clock the move opens counts
 * by the new urgency and on the calendar of the new office.
 */
export function changesBetween(before: CaseRecord, after: CaseRecord): readonly Happening[] {
  const changed = RECORDED.filter((property) => before[property] !== after[property]).map((property) =>
    besideTheState({ type: 'record-changed', property, from: before[property], to: after[property] }),
  );
  return [...rulesChanged(before, after), ...changed];
}

/** What was published, and why: the cause of a recomputation. */
export interface RuleChange {
  readonly what: 'calendar' | 'policy';
  readonly reason: string;
}

/**
 * Calendars and limits published since the last change of the case, or met for the first time with a new office or
 * area. The reason is told of what the change was about, not of what the case caught up with by the way.
 */
export function rulesChanged(before: RuleVersions, after: RuleVersions, change?: RuleChange): readonly Happening[] {
  const calendars = newVersions(before.calendarVersions, after.calendarVersions);
  const { policyVersion } = after;
  const reasonFor = (what: RuleChange['what']): string | null => (change?.what === what ? change.reason : null);
  return [
    ...(Object.keys(calendars).length === 0
      ? []
      : [{ ...besideTheState({ type: 'calendars-changed', calendars }), reason: reasonFor('calendar') }]),
    ...(policyVersion === before.policyVersion
      ? []
      : [{ ...besideTheState({ type: 'policy-changed', policyVersion }), reason: reasonFor('policy') }]),
  ];
}

function besideTheState(detail: { readonly type: string; readonly [fact: string]: unknown }): Happening {
  return { type: detail.type, name: null, fromState: null, toState: null, reason: null, detail };
}

function stepOf(event: WorkflowEvent): Pick<HistoryEntry, 'name' | 'fromState' | 'toState'> {
  switch (event.type) {
    case 'created':
      return { name: event.transition, fromState: null, toState: event.to };
    case 'moved':
    case 'gate-moved':
      return { name: event.transition, fromState: event.from, toState: event.to };
    case 'consented':
      return { name: event.transition, fromState: null, toState: null };
    case 'migrated':
      return { name: null, fromState: event.before.state, toState: event.after.state };
  }
}

function reasonIn(event: WorkflowEvent): string | null {
  if (event.type === 'migrated') return null;
  const { reason } = event.input;
  return typeof reason === 'string' ? reason : null;
}
