import {
  advanceClocks,
  type ClockRules,
  type CountedPromise,
  emptyClockBook,
  promisesOf,
  type Timeline,
  timeline,
} from '#libs/workflow';
import type { CaseRecord, HistoryEntry } from '../cases/case-record.js';
import type { WorkflowCatalog } from '../cases/workflow-catalog.js';
import { definitionAmong } from './clocks-of-case.js';
import type { LimitPolicies } from './policies/limit-policies.js';
import { definitionsOf, timelineEventsOf } from './timeline-events.js';
import type { WorkCalendars } from './work-calendars.js';

/**
 * Explains every due time of a case from its history alone: visits, who held the ball and how long, and each clock line
 * by line. Nothing stored beside the history is asked, so that the explanation can contradict what was stored.
 */
export class ExplainClocks {
  constructor(
    private readonly workflows: WorkflowCatalog,
    private readonly calendars: WorkCalendars,
    private readonly policies: LimitPolicies,
  ) {}

  /** @param history whole, oldest first. @throws WorkingTimeError `beyond_horizon` where a calendar gives no due time. */
  async execute(theCase: CountedCase, history: readonly HistoryEntry[], now: Date): Promise<Timeline> {
    return timeline(timelineEventsOf(history), await this.rulesOf(theCase, history), now.getTime());
  }

  /**
   * What became of every promise of a case, from its history alone; for reports, which need no lines.
   * @param history as for `execute`; what people wrote in it is not needed.
   */
  async promises(
    theCase: CountedCase & Pick<CaseRecord, 'id' | 'area'>,
    history: readonly HistoryEntry[],
    now: Date,
  ): Promise<readonly CountedPromise[]> {
    const rules = await this.rulesOf(theCase, history);
    const { clocks } = advanceClocks(rules, emptyClockBook, timelineEventsOf(history), now.getTime());
    return promisesOf({ caseId: theCase.id, area: theCase.area, clocks }, rules.calendars, now.getTime());
  }

  private async rulesOf(theCase: CountedCase, history: readonly HistoryEntry[]): Promise<ClockRules> {
    const { lookup: calendars } = await this.calendars.current(theCase.calendarVersions);
    const { lookup: policies } = await this.policies.current(theCase.policyVersion);
    return { ...(await this.definitions(theCase, history)), calendars, policies };
  }

  /** The definition the case began under, and those it was migrated to. */
  private async definitions(
    { workflow }: Pick<CaseRecord, 'workflow'>,
    history: readonly HistoryEntry[],
  ): Promise<Pick<ClockRules, 'definition' | 'definitions'>> {
    const [first, ...later] = definitionsOf(history, workflow);
    const { definition } = await this.workflows.get(first.id, first.version);
    const migratedTo = await Promise.all(later.map(({ id, version }) => this.workflows.get(id, version)));
    return { definition, definitions: definitionAmong([definition, ...migratedTo.map((one) => one.definition)]) };
  }
}

type CountedCase = Pick<CaseRecord, 'workflow' | 'calendarVersions' | 'policyVersion'>;
