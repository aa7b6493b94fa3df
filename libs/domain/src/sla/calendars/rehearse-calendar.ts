import {
  type Calendar,
  type CalendarKey,
  type CalendarLookup,
  type CalendarVersions,
  type ClockRecord,
  isOpen,
  type TimelineEvent,
  WorkCalendar,
} from '#libs/workflow';
import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { Settler } from '../../reference-data/settings.js';
import { advanceForRehearsal, type DeadlineImpact, ImpactTally } from '../deadline-impact.js';
import type { LimitPolicies } from '../policies/limit-policies.js';
import { catchingUp, standingInTime, versionsInForce } from '../rule-versions.js';
import type { WorkCalendars } from '../work-calendars.js';
import { keysOf, type LiveClocks } from './live-clocks.js';
import type { StoredCalendarKey } from './calendar-register.js';

/** Computes what a calendar would do, by the very functions that will do it. */
export class RehearseCalendar {
  constructor(
    private readonly live: LiveClocks,
    private readonly calendars: WorkCalendars,
    private readonly policies: LimitPolicies,
    private readonly workflows: WorkflowCatalog,
  ) {}

  /** @throws DeadlineBeyondHorizon if a deadline would never come. */
  async of(
    key: StoredCalendarKey,
    presentVersion: number,
    document: Calendar,
    now: Date,
    reader: Settler,
  ): Promise<DeadlineImpact> {
    const inForce = await this.calendars.current({ [key]: presentVersion });
    const policies = await this.policies.current(null);
    const changed = keysOf(key);
    const next = presentVersion + 1;
    const proposed = new WorkCalendar(document);
    const calendars: CalendarLookup = (asked, version) =>
      version === next && changed.includes(asked) ? proposed : inForce.lookup(asked, version);
    const at = now.getTime();
    const calendarVersions: CalendarVersions = Object.fromEntries(changed.map((name) => [name, next]));
    const change: TimelineEvent = { type: 'calendars-changed', at, calendarVersions };

    const tally = new ImpactTally();
    for await (const batch of this.live.countingOn(key, reader)) {
      for (const { record, clocks, isVisible } of batch) {
        const { definition } = await this.workflows.get(record.workflow.id, record.workflow.version);
        const rules = { definition, calendars, policies: policies.lookup };
        // The background work of an earlier publication may not have come to the case yet.
        const earlier = catchingUp(record, versionsInForce(record, inForce, policies), at);
        const before = advanceForRehearsal(rules, { standing: standingInTime(record), clocks }, earlier, now);
        const after = advanceForRehearsal(rules, before, [change], now);
        tally.addCase(
          record,
          isVisible,
          before.clocks.filter((clock) => isOpen(clock) && countsOn(clock, changed)),
          after.clocks,
        );
      }
    }
    return tally.impact();
  }
}

function countsOn(clock: ClockRecord, keys: readonly CalendarKey[]): boolean {
  return clock.stretches.some(({ calendar }) => keys.includes(calendar));
}
