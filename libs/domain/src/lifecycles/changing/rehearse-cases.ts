import { rehearseCase, type RehearsedCase } from '#libs/workflow';
import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import { standingInTime } from '../../sla/rule-versions.js';
import type { ClocksOfCase } from '../../sla/clocks-of-case.js';
import type { LimitPolicies } from '../../sla/policies/limit-policies.js';
import type { WorkCalendars } from '../../sla/work-calendars.js';
import { LifecycleVersionNotFound } from '../lifecycle.errors.js';
import type { CaseToRehearse, OrderedRehearsal } from './change-store.js';

/** Computes what would become of cases under another version, by the functions that would do it. Changes nothing. */
export class RehearseCases {
  constructor(
    private readonly workflows: WorkflowCatalog,
    private readonly calendars: WorkCalendars,
    private readonly policies: LimitPolicies,
    private readonly clocksOfCase: ClocksOfCase,
  ) {}

  /** @throws LifecycleVersionNotFound */
  async execute(
    { to, stateMap }: OrderedRehearsal,
    cases: readonly CaseToRehearse[],
    now: Date,
  ): Promise<readonly RehearsedCase[]> {
    const target = await this.workflows.evenIfProposed(to.id, to.version);
    if (!target) throw new LifecycleVersionNotFound();
    const rehearsed: RehearsedCase[] = [];
    for (const { record, clocks } of cases) {
      const present = await this.workflows.get(record.workflow.id, record.workflow.version);
      // What time has done to the case by now is not the doing of the new version.
      const passed = await this.clocksOfCase.passTime(present.definition, record, clocks, now);
      const standing = standingInTime(passed.theCase);
      const live = { id: record.id, snapshot: record.snapshot, standing, clocks: passed.clocks };
      const { lookup: calendars } = await this.calendars.current(standing.calendarVersions);
      const { lookup: policies } = await this.policies.current(standing.policyVersion);
      rehearsed.push(rehearseCase(live, present, target, stateMap, { calendars, policies }, now.getTime()));
    }
    return rehearsed;
  }
}
