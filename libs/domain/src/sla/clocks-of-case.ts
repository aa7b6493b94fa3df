import {
  advanceClocks,
  type CaseStanding,
  type ClockRecord,
  isOpen,
  type TimelineEvent,
  type WorkflowDefinition,
  type WorkflowEvent,
} from '#libs/workflow';
import type { CaseRecord } from '../cases/case-record.js';
import type { WorkCalendars } from './work-calendars.js';

export interface AdvancedCaseClocks {
  /** The clocks to write. */
  readonly changed: readonly ClockRecord[];
  /** The nearest due instant among the clocks that run; what the backlog is sorted by. */
  readonly nextDueAt: Date | null;
}

/** Keeps a case's clocks in step with what happens to it, in the transaction of the change. */
export class ClocksOfCase {
  constructor(private readonly calendars: WorkCalendars) {}

  /** The clocks a new case starts with. */
  async open(definition: WorkflowDefinition, record: CaseRecord): Promise<AdvancedCaseClocks> {
    return this.advance(definition, null, [], [created(record)], record.createdAt.getTime());
  }

  /**
   * The clocks after an act. A change of urgency replays open clocks, a change of office carries them over; both come
   * before the move, so that a clock the move opens already counts by the new rules.
   */
  async afterAct(
    definition: WorkflowDefinition,
    before: CaseRecord,
    after: CaseRecord,
    events: readonly WorkflowEvent[],
    stored: readonly ClockRecord[],
  ): Promise<AdvancedCaseClocks> {
    const at = after.changedAt.getTime();
    const moves: TimelineEvent[] = [];
    if (after.urgency !== before.urgency) moves.push({ type: 'urgency-changed', at, urgency: after.urgency });
    if (after.leadOffice !== before.leadOffice) moves.push({ type: 'office-changed', at, office: after.leadOffice });
    for (const event of events) moves.push(...timelineEventsOf(event, at));
    return this.advance(definition, standing(before), stored, moves, at);
  }

  private async advance(
    definition: WorkflowDefinition,
    stands: CaseStanding | null,
    stored: readonly ClockRecord[],
    events: readonly TimelineEvent[],
    now: number,
  ): Promise<AdvancedCaseClocks> {
    const calendars = await this.calendars.current();
    const { clocks, changed } = advanceClocks({ definition, calendars }, { standing: stands, clocks: stored }, events, now);
    return { changed, nextDueAt: nearestDue(clocks) };
  }
}

/** The nearest due instant among clocks that run; null where none does. */
export function nearestDue(clocks: readonly ClockRecord[]): Date | null {
  const dues = clocks.flatMap((clock) => (isOpen(clock) && clock.dueAt !== null ? [clock.dueAt] : []));
  return dues.length === 0 ? null : new Date(Math.min(...dues));
}

function standing(record: CaseRecord): CaseStanding {
  return {
    state: record.snapshot.state,
    gates: record.snapshot.gates,
    urgency: record.urgency,
    office: record.leadOffice,
    requestingState: record.requestingState,
    policyVersion: null,
    calendarVersions: {},
  };
}

function created(record: CaseRecord): TimelineEvent {
  const { state, gates, urgency, office, requestingState } = standing(record);
  return { type: 'created', at: record.createdAt.getTime(), to: state, gates, urgency, office, requestingState };
}

function timelineEventsOf(event: WorkflowEvent, at: number): readonly TimelineEvent[] {
  switch (event.type) {
    case 'moved': {
      const { reason } = event.input;
      return [{ type: 'moved', at, transition: event.transition, to: event.to, reason: typeof reason === 'string' ? reason : null }];
    }
    case 'gate-moved':
      return [{ type: 'gate-moved', at, gate: event.gate, to: event.to }];
    case 'created':
    case 'consented':
    case 'migrated':
      return [];
  }
}
