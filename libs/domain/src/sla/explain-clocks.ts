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
import type { LimitPolicies } from './policies/limit-policies.js';
import { timelineEventsOf } from './timeline-events.js';
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
    return timeline(timelineEventsOf(history), await this.rulesOf(theCase), now.getTime());
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
    const rules = await this.rulesOf(theCase);
    const { clocks } = advanceClocks(rules, emptyClockBook, timelineEventsOf(history), now.getTime());
    return promisesOf({ caseId: theCase.id, area: theCase.area, clocks }, rules.calendars, now.getTime());
  }

  private async rulesOf({ workflow, calendarVersions, policyVersion }: CountedCase): Promise<ClockRules> {
    const { definition } = await this.workflows.get(workflow.id, workflow.version);
    const { lookup: calendars } = await this.calendars.current(calendarVersions);
    const { lookup: policies } = await this.policies.current(policyVersion);
    return { definition, calendars, policies };
  }
}

type CountedCase = Pick<CaseRecord, 'workflow' | 'calendarVersions' | 'policyVersion'>;
