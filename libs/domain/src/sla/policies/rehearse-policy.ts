import { isOpen, type Policy, type PolicyLookup, type TimelineEvent } from '#libs/workflow';
import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { Settler } from '../../reference-data/settings.js';
import type { LiveClocks } from '../calendars/live-clocks.js';
import { advanceForRehearsal, type DeadlineImpact, ImpactTally } from '../deadline-impact.js';
import { catchingUp, standingInTime, versionsInForce } from '../rule-versions.js';
import type { WorkCalendars } from '../work-calendars.js';
import type { LimitPolicies } from './limit-policies.js';

/** No version is ever given this number: it stands for the limits that are rehearsed. */
const PROPOSED = 0;

/** Computes what other limits would do to the live deadlines of an area, by the very functions that will do it. */
export class RehearsePolicy {
  constructor(
    private readonly live: LiveClocks,
    private readonly calendars: WorkCalendars,
    private readonly policies: LimitPolicies,
    private readonly workflows: WorkflowCatalog,
  ) {}

  /**
   * @param presentVersion the version now in force; the rehearsal starts from it.
   * @throws DeadlineBeyondHorizon if a deadline would never come.
   */
  async of(
    area: string,
    presentVersion: number | null,
    limits: Policy,
    now: Date,
    reader: Settler,
  ): Promise<DeadlineImpact> {
    const calendars = await this.calendars.current();
    const inForce = await this.policies.current(presentVersion);
    const policies: PolicyLookup = (version) => (version === PROPOSED ? limits : inForce.lookup(version));
    const at = now.getTime();
    const change: TimelineEvent = { type: 'policy-changed', at, policyVersion: PROPOSED };

    const tally = new ImpactTally();
    for await (const batch of this.live.inArea(area, reader)) {
      for (const { record, clocks, isVisible } of batch) {
        const { definition } = await this.workflows.get(record.workflow.id, record.workflow.version);
        const rules = { definition, calendars: calendars.lookup, policies };
        const earlier = catchingUp(record, versionsInForce(record, calendars, inForce), at);
        const before = advanceForRehearsal(rules, { standing: standingInTime(record), clocks }, earlier, now);
        const after = advanceForRehearsal(rules, before, [change], now);
        tally.addCase(record, isVisible, before.clocks.filter(isOpen), after.clocks);
      }
    }
    return tally.impact();
  }
}
