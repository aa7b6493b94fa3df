import {
  advanceClocks,
  type CalendarVersions,
  type ClockRecord,
  isOpen,
  type TimelineEvent,
  type WorkflowDefinition,
  type WorkflowEvent,
} from '#libs/workflow';
import type { CaseRecord } from '../cases/case-record.js';
import { newerVersions, standingInTime, type TimeRules, versionsFor } from './time-rules.js';
import type { WorkCalendars } from './work-calendars.js';

export interface AdvancedCaseClocks {
  /** Every clock of the case. */
  readonly clocks: readonly ClockRecord[];
  /** The clocks to write. */
  readonly changed: readonly ClockRecord[];
  /** The nearest due instant among the clocks that run; what the backlog is sorted by. */
  readonly nextDueAt: Date | null;
  /** What the clocks count by now; to be written down with the history of the change. */
  readonly timeRules: TimeRules;
  /** Whether clocks were replayed because a calendar had been published since the last change of the case. */
  readonly caughtUp: boolean;
}

/**
 * Keeps a case's clocks in step with what happens to it, in the transaction of the change. Whatever happens, open clocks
 * first catch up with calendars published meanwhile: the background work that does it for all cases may not have come
 * to this one yet.
 */
export class ClocksOfCase {
  constructor(private readonly calendars: WorkCalendars) {}

  /** The clocks a new case starts with. */
  async open(definition: WorkflowDefinition, record: CaseRecord): Promise<AdvancedCaseClocks> {
    return this.advance(definition, null, record, [], ({ versions }) => [created(record, versions)], record.createdAt.getTime());
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
    const happened = ({ versions: calendarVersions }: Known): readonly TimelineEvent[] => {
      const moves: TimelineEvent[] = [];
      if (after.urgency !== before.urgency) moves.push({ type: 'urgency-changed', at, urgency: after.urgency });
      if (after.leadOffice !== before.leadOffice)
        moves.push({ type: 'office-changed', at, office: after.leadOffice, calendarVersions });
      for (const event of events) moves.push(...timelineEventsOf(event, at));
      return moves;
    };
    return this.advance(definition, before, after, stored, happened, at);
  }

  /** The clocks at an instant at which nothing else happened: what is past is written down, recurring clocks open anew. */
  passTime(definition: WorkflowDefinition, theCase: CaseRecord, stored: readonly ClockRecord[], now: Date): Promise<AdvancedCaseClocks> {
    return this.advance(definition, theCase, theCase, stored, () => [], now.getTime());
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
    const fired = await this.advance(definition, theCase, theCase, passed.clocks, () => [event], at);
    const changed = fired.clocks.filter((clock) => fired.changed.includes(clock) || passed.changed.includes(clock));
    return { ...fired, changed, caughtUp: passed.caughtUp || fired.caughtUp };
  }

  private async advance(
    definition: WorkflowDefinition,
    before: CaseRecord | null,
    after: CaseRecord,
    stored: readonly ClockRecord[],
    happened: (known: Known) => readonly TimelineEvent[],
    now: number,
  ): Promise<AdvancedCaseClocks> {
    const calendars = await this.calendars.current();
    const versions = versionsFor(after, calendars);
    const newer = newerVersions(stored, calendars);
    const caughtUp = Object.keys(newer).length > 0;
    const events: TimelineEvent[] = caughtUp ? [{ type: 'calendars-changed', at: now, calendarVersions: newer }] : [];
    const { clocks, changed } = advanceClocks(
      { definition, calendars: calendars.lookup },
      { standing: before && standingInTime(before, calendars), clocks: stored },
      [...events, ...happened({ versions })],
      now,
    );
    const timeRules = { urgency: after.urgency, office: after.leadOffice, calendars: { ...newer, ...versions } };
    return { clocks, changed, nextDueAt: nearestDue(clocks), timeRules, caughtUp };
  }
}

/** What is known of calendars when an event is put into the words of the timeline. */
interface Known {
  readonly versions: CalendarVersions;
}

/** The nearest due instant among clocks that run; null where none does. */
export function nearestDue(clocks: readonly ClockRecord[]): Date | null {
  const dues = clocks.flatMap((clock) => (isOpen(clock) && clock.dueAt !== null ? [clock.dueAt] : []));
  return dues.length === 0 ? null : new Date(Math.min(...dues));
}

function created(record: CaseRecord, calendarVersions: CalendarVersions): TimelineEvent {
  const { snapshot, urgency, leadOffice: office, requestingState } = record;
  const at = record.createdAt.getTime();
  return { type: 'created', at, to: snapshot.state, gates: snapshot.gates, urgency, office, requestingState, calendarVersions };
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
