import { stateOf, type Workflow } from '#libs/workflow';
import type { CaseEffect } from '../../cases/case-effects.js';
import type { CaseFacts } from '../../cases/case-facts.js';
import type { CaseRecord } from '../../cases/case-record.js';
import { rulesChanged, happeningsOf, historyOf } from '../../cases/history-of-decision.js';
import type { ClocksOfCase } from '../../sla/clocks-of-case.js';
import type { MigrationDetail } from '../../sla/timeline-events.js';
import type { Stores } from '../../unit-of-work/unit-of-work.js';
import type { OrderedChange } from './change-store.js';

type CaseWorkflow = Workflow<CaseFacts, CaseEffect>;

/**
 * Writes what a migration makes of a case: record, history with who ordered it and why, and clocks, as any act does. No
 * message goes out: nothing is asked of anybody, and what the new version makes due is told when it falls due.
 */
export async function writeMigration(
  stores: Stores,
  clocksOfCase: ClocksOfCase,
  theCase: CaseRecord,
  migration: {
    readonly from: CaseWorkflow;
    readonly to: CaseWorkflow;
    readonly detail: MigrationDetail;
    readonly change: OrderedChange;
  },
): Promise<void> {
  const { from, to, detail, change } = migration;
  const now = await stores.now();
  const { phase, holder } = stateOf(to, detail.after.state);
  const migrated: CaseRecord = {
    ...theCase,
    version: theCase.version + 1,
    workflow: detail.to,
    snapshot: detail.after,
    phase,
    holder,
    ...(await clocksOfCase.ruleVersions(theCase)),
    changedAt: now,
  };
  const happenings = happeningsOf([detail]).map((happening) => ({
    ...happening,
    reason: change.reason,
    detail: { ...happening.detail, change: change.id },
  }));
  const history = historyOf([...rulesChanged(theCase, migrated), ...happenings], {
    caseId: theCase.id,
    version: migrated.version,
    after: theCase.historyLength,
    performer: { personId: change.orderedBy, roles: [change.orderedAs], role: change.orderedAs },
    now,
  });
  const stored = await stores.clocks.of(theCase.id);
  const definitions = { from: from.definition, to: to.definition };
  const clocks = await clocksOfCase.migrated(definitions, theCase, stored, history, now);
  const historyLength = theCase.historyLength + history.length;
  await stores.cases.save({ ...migrated, historyLength, nextDueAt: clocks.nextDueAt }, history);
  await stores.clocks.save(theCase.id, clocks.changed);
}
