import type { WorkflowEvent } from '#libs/workflow';
import type { HistoryEntry } from './case-record.js';
import type { Performer } from './performer.js';

/** Puts what the engine says happened into the words and order of the history. */
export function historyOf(
  events: readonly WorkflowEvent[],
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
  return events.map((event, index) => ({
    caseId: context.caseId,
    sequence: context.after + index + 1,
    caseVersion: context.version,
    type: event.type,
    ...stepOf(event),
    actorId: context.performer.personId,
    actorRole: context.performer.role,
    reason: reasonIn(event),
    detail: event,
    occurredAt: context.now,
  }));
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
