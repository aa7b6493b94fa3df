import {
  advanceClocks,
  type CaseStanding,
  type ClockRecord,
  isOpen,
  type TimelineEvent,
  type WorkflowDefinition,
} from '#libs/workflow';
import type { CaseRecord, HistoryEntry } from '../cases/case-record.js';
import { timelineEventsOf } from './timeline-events.js';
import type { WorkCalendars } from './work-calendars.js';

export interface AdvancedCaseClocks {
  /** Every clock of the case. */
  readonly clocks: readonly ClockRecord[];
  /** The clocks to write. */
  readonly changed: readonly ClockRecord[];
  /** The nearest due instant among the clocks that run; what the backlog is sorted by. */
  readonly nextDueAt: Date | null;
}

/** Keeps a case's clocks in step with what happens to it, in the transaction of the change. */
export class ClocksOfCase {
  constructor(private readonly calendars: WorkCalendars) {}

  /** The clocks a new case starts with. */
  open(definition: WorkflowDefinition, history: readonly HistoryEntry[], now: Date): Promise<AdvancedCaseClocks> {
    return this.advance(definition, null, [], timelineEventsOf(history), now.getTime());
  }

  /** The clocks after an act, by what the history says of it. */
  after(
    definition: WorkflowDefinition,
    before: CaseRecord,
    stored: readonly ClockRecord[],
    history: readonly HistoryEntry[],
    now: Date,
  ): Promise<AdvancedCaseClocks> {
    return this.advance(definition, standing(before), stored, timelineEventsOf(history), now.getTime());
  }

  /** The clocks at an instant at which nothing else happened: what is past is written down, recurring clocks open anew. */
  passTime(definition: WorkflowDefinition, theCase: CaseRecord, stored: readonly ClockRecord[], now: Date): Promise<AdvancedCaseClocks> {
    return this.advance(definition, standing(theCase), stored, [], now.getTime());
  }

  /** The clocks after thresholds of one of them were acted on. `changed` covers what the passing of time changed too. */
  async markFired(
    definition: WorkflowDefinition,
    theCase: CaseRecord,
    passed: AdvancedCaseClocks,
    { target, ordinal }: ClockRecord,
    thresholds: readonly string[],
    now: Date,
  ): Promise<AdvancedCaseClocks> {
    const at = now.getTime();
    const event = { type: 'thresholds-fired', at, target, ordinal, thresholds } as const;
    const fired = await this.advance(definition, standing(theCase), passed.clocks, [event], at);
    const changed = fired.clocks.filter((clock) => fired.changed.includes(clock) || passed.changed.includes(clock));
    return { ...fired, changed };
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
    return { clocks, changed, nextDueAt: nearestDue(clocks) };
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
