import { type Accepted, type ActInput, decide, offeredAct, stateOf, type Workflow } from '#libs/workflow';
import { SensitivityNotYours } from '../access/access.errors.js';
import { isLowered, MAY_LOWER } from '../access/sensitivity.js';
import type { PeopleDirectory } from '../people/people-directory.js';
import type { ReferenceData } from '../reference-data/reference-data.js';
import type { ClocksOfCase } from '../sla/clocks-of-case.js';
import type { Stores } from '../unit-of-work/unit-of-work.js';
import { OfficerNotOfOffice, TransitionRefused } from './case.errors.js';
import type { CaseEffect } from './case-effects.js';
import type { CaseFacts } from './case-facts.js';
import type { CaseRecord } from './case-record.js';
import { type Consequences, consequencesOf } from './consequences.js';
import { factsOf } from './facts-of-case.js';
import { changesBetween, happeningsOf, historyOf } from './history-of-decision.js';
import { type Performer, SYSTEM_ID } from './performer.js';
import { withOfficeFromCoverage, withRoutingReason } from './route-act.js';
import type { WorkflowCatalog } from './workflow-catalog.js';

/** An act somebody wants to perform, with what they filled in. */
export interface Act {
  readonly performer: Performer;
  readonly transition: string;
  readonly input: ActInput;
  /** The same act follows at once, and the news of that one is news enough. */
  readonly isOvertaken?: boolean;
}

/**
 * The one way a case moves, whoever moves it: a person, a bulk action, an import, a deadline. The engine decides on the
 * locked case; record, history, clocks and messages are written with the same transaction.
 */
export class ActOnCase {
  constructor(
    private readonly workflows: WorkflowCatalog,
    private readonly referenceData: ReferenceData,
    private readonly people: PeopleDirectory,
    private readonly clocks: ClocksOfCase,
  ) {}

  /**
   * @param theCase as it was read under its lock.
   * @returns the case as it stands now.
   * @throws TransitionRefused with every reason; OfficerNotOfOffice; SensitivityNotYours; what `chooseLeadOffice` throws.
   */
  async perform(stores: Stores, theCase: CaseRecord, act: Act): Promise<CaseRecord> {
    const workflow = await this.workflows.get(theCase.workflow.id, theCase.workflow.version);
    const reference = await this.referenceData.current();
    const now = await stores.now();
    const actorId = act.performer.personId ?? SYSTEM_ID;

    const offered = offeredAct(stateOf(workflow, theCase.snapshot.state), act.transition, theCase.snapshot);
    const input = withOfficeFromCoverage(
      theCase,
      offered && { effects: offered.effects, fields: offered.form.fields },
      act.input,
      reference,
    );

    const decision = decide(workflow, {
      snapshot: theCase.snapshot,
      transition: act.transition,
      actor: { id: actorId, roles: act.performer.roles },
      input,
      facts: factsOf(theCase, reference),
      now: now.getTime(),
    });
    if (decision.outcome === 'refused') throw new TransitionRefused(act.transition, decision.refusals);

    const routed = withRoutingReason(theCase, decision.effects, input, reference);
    const consequences = consequencesOf(workflow, theCase.snapshot.state, decision, {
      actorId,
      input: routed,
      now: now.getTime(),
      established: theCase.established,
    });
    await this.checkOfficer(theCase, consequences);
    checkSensitivity(theCase, consequences, act.performer);

    const changed = recordAfter(theCase, workflow, decision, consequences, now);
    const moved = { ...changed, ...(await this.clocks.ruleVersions(changed)) };
    const history = historyOf([...changesBetween(theCase, moved), ...happeningsOf(decision.events)], {
      caseId: theCase.id,
      version: moved.version,
      after: theCase.historyLength,
      performer: act.performer,
      now,
    });
    const stored = await stores.clocks.of(theCase.id);
    const clocks = await this.clocks.after(workflow.definition, theCase, stored, history, now);
    const after = { ...moved, historyLength: theCase.historyLength + history.length, nextDueAt: clocks.nextDueAt };

    await stores.cases.save(after, history);
    await stores.clocks.save(after.id, clocks.changed);
    for (const { template, to } of act.isOvertaken ? [] : consequences.notifications) {
      stores.outbox.append('case.notify', { caseId: after.id, sequence: after.historyLength, template, to }, after.id);
    }
    return after;
  }

  /** The officer named for a case has to be one of the office that leads it. */
  private async checkOfficer(theCase: CaseRecord, { record }: Consequences): Promise<void> {
    if (typeof record.caseOfficerId !== 'string') return;
    const office = record.leadOffice ?? theCase.leadOffice;
    const roles = await this.people.rolesOf(record.caseOfficerId);
    const isOfOffice = roles.some(
      ({ role, officeCode }) => officeCode === office && (role === 'case-officer' || role === 'office-head'),
    );
    if (!isOfOffice) throw new OfficerNotOfOffice(office);
  }
}

/** Whatever a lifecycle lets its roles do, opening a case to more readers is for the head of the office that leads it. */
function checkSensitivity(theCase: CaseRecord, { record }: Consequences, performer: Performer): void {
  if (record.sensitivity === undefined || !isLowered(theCase.sensitivity, record.sensitivity)) return;
  if (!MAY_LOWER.some((role) => performer.roles.includes(role))) throw new SensitivityNotYours(MAY_LOWER);
}

function recordAfter(
  theCase: CaseRecord,
  workflow: Workflow<CaseFacts, CaseEffect>,
  decision: Accepted<CaseEffect>,
  { record, established }: Consequences,
  now: Date,
): CaseRecord {
  const { phase, holder, isTerminal } = stateOf(workflow, decision.snapshot.state);
  const { submittedAt, closedAt, ...changes } = record;
  return {
    ...theCase,
    ...changes,
    version: theCase.version + 1,
    snapshot: decision.snapshot,
    phase,
    holder,
    isOpen: !isTerminal,
    established,
    submittedAt: theCase.submittedAt ?? (submittedAt === undefined ? null : new Date(submittedAt)),
    closedAt: closedAt === undefined ? theCase.closedAt : closedAt === null ? null : new Date(closedAt),
    changedAt: now,
  };
}
