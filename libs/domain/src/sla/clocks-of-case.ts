import {
  advanceClocks,
  type CaseStanding,
  type ClockRecord,
  type DefinitionReference,
  isOpen,
  type TimelineEvent,
  type WorkflowDefinition,
} from '#libs/workflow';
import type { CaseRecord, HistoryEntry } from '../cases/case-record.js';
import type { LimitPolicies } from './policies/limit-policies.js';
import { catchingUp, type RuleVersions, standingInTime, versionsInForce } from './rule-versions.js';
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

/** The clocks after some time has passed. */
export interface PassedTime extends AdvancedCaseClocks {
  /** The case with the calendars and limits now in force, the clocks' nearest due instant, and the same history. */
  readonly theCase: CaseRecord;
}

/**
 * Keeps a case's clocks in step with what happens to it, in the transaction of the change. Whatever happens, open clocks
 * first catch up with calendars and limits published meanwhile: the background work that does it for all cases may not
 * have come to this one yet.
 */
export class ClocksOfCase {
  constructor(
    private readonly calendars: WorkCalendars,
    private readonly policies: LimitPolicies,
  ) {}

  /** The versions a case counts by from now on, to be kept with it. */
  async ruleVersions(
    record: Pick<CaseRecord, 'area' | 'leadOffice' | 'requestingState' | 'calendarVersions' | 'policyVersion'>,
  ): Promise<RuleVersions> {
    const calendars = await this.calendars.current(record.calendarVersions);
    return versionsInForce(record, calendars, await this.policies.current(record.policyVersion));
  }

  /** The clocks a new case starts with. */
  open(definition: WorkflowDefinition, history: readonly HistoryEntry[], now: Date): Promise<AdvancedCaseClocks> {
    return this.advance(definition, null, [], timelineEventsOf(history), now.getTime());
  }

  /** The clocks after an act, by what the history says of it; versions the act has put in force are part of that. */
  after(
    definition: WorkflowDefinition,
    before: CaseRecord,
    stored: readonly ClockRecord[],
    history: readonly HistoryEntry[],
    now: Date,
  ): Promise<AdvancedCaseClocks> {
    return this.advance(definition, standingInTime(before), stored, timelineEventsOf(history), now.getTime());
  }

  /**
   * The clocks at an instant at which nothing else happened: what is past is written down, recurring clocks open anew.
   * If rules were published meanwhile, the caller has to write that into the history (`rulesChanged`).
   */
  async passTime(
    definition: WorkflowDefinition,
    theCase: CaseRecord,
    stored: readonly ClockRecord[],
    now: Date,
  ): Promise<PassedTime> {
    const at = now.getTime();
    const versions = await this.ruleVersions(theCase);
    const events = catchingUp(theCase, versions, at);
    const passed = await this.advance(definition, standingInTime(theCase), stored, events, at);
    return { ...passed, theCase: { ...theCase, ...versions, nextDueAt: passed.nextDueAt } };
  }

  /** The clocks after thresholds of one of them were acted on. `changed` covers what the passing of time changed too. */
  async markFired(
    definition: WorkflowDefinition,
    passed: PassedTime,
    { target, ordinal }: ClockRecord,
    thresholds: readonly string[],
    now: Date,
  ): Promise<AdvancedCaseClocks> {
    const at = now.getTime();
    const event = { type: 'thresholds-fired', at, target, ordinal, thresholds } as const;
    const fired = await this.advance(definition, standingInTime(passed.theCase), passed.clocks, [event], at);
    const changed = fired.clocks.filter((clock) => fired.changed.includes(clock) || passed.changed.includes(clock));
    return { ...fired, changed };
  }

  /** The clocks after the case was put under another definition, by what the history says of it. */
  migrated(
    { from, to }: { readonly from: WorkflowDefinition; readonly to: WorkflowDefinition },
    before: CaseRecord,
    stored: readonly ClockRecord[],
    history: readonly HistoryEntry[],
    now: Date,
  ): Promise<AdvancedCaseClocks> {
    return this.advance(from, standingInTime(before), stored, timelineEventsOf(history), now.getTime(), [to]);
  }

  private async advance(
    definition: WorkflowDefinition,
    stands: CaseStanding | null,
    stored: readonly ClockRecord[],
    events: readonly TimelineEvent[],
    now: number,
    migratedTo: readonly WorkflowDefinition[] = [],
  ): Promise<AdvancedCaseClocks> {
    const { lookup: calendars } = await this.calendars.current(stands?.calendarVersions);
    const { lookup: policies } = await this.policies.current(stands?.policyVersion ?? null);
    const { clocks, changed } = advanceClocks(
      { definition, definitions: definitionAmong(migratedTo), calendars, policies },
      { standing: stands, clocks: stored },
      events,
      now,
    );
    return { clocks, changed, nextDueAt: nearestDue(clocks) };
  }
}

/** Finds a definition that history names among those at hand. */
export function definitionAmong(
  definitions: readonly WorkflowDefinition[],
): (reference: DefinitionReference) => WorkflowDefinition {
  return ({ id, version }) => {
    const found = definitions.find((definition) => definition.id === id && definition.version === version);
    if (!found) throw new Error(`The history tells of a migration to ${id} version ${version}, which is not at hand`);
    return found;
  };
}

/** The nearest due instant among clocks that run; null where none does. */
export function nearestDue(clocks: readonly ClockRecord[]): Date | null {
  const dues = clocks.flatMap((clock) => (isOpen(clock) && clock.dueAt !== null ? [clock.dueAt] : []));
  return dues.length === 0 ? null : new Date(Math.min(...dues));
}
