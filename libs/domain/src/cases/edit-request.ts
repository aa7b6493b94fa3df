import type { WorkflowEvent } from '#libs/workflow';
import { closerOf } from '../access/sensitivity.js';
import { stayInside } from '../access/stay-inside.js';
import type { Actor } from '../people/actor.js';
import { rolesOnCase } from '../people/roles-on-case.js';
import type { ReferenceData } from '../reference-data/reference-data.js';
import type { ClocksOfCase } from '../sla/clocks-of-case.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { CaseChangedMeanwhile, CaseNotFound, NotEntitledToRequest, RequestNotEditable } from './case.errors.js';
import type { RequestFacts } from './case-facts.js';
import type { CaseRecord } from './case-record.js';
import { type CaseStanding, standingOf } from './case-standing.js';
import { changesBetween, type Happening, happeningsOf, historyOf } from './history-of-decision.js';
import { checkRequest } from './request-check.js';
import type { Classification } from './request-form.js';
import type { WorkflowCatalog } from './workflow-catalog.js';

/** A focal point goes on writing a request that has not been submitted. */
export class EditRequest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly referenceData: ReferenceData,
    private readonly clocks: ClocksOfCase,
  ) {}

  /**
   * Only what is given changes. A new area puts the draft under that area's lifecycle and may hold it more closely, never
   * less: what was written under the closer seal is still in it.
   * @throws CaseNotFound, CaseChangedMeanwhile, NotEntitledToRequest, RequestNotEditable, RequestNotValid
   */
  async execute(
    actor: Actor,
    command: {
      readonly caseId: string;
      readonly seenVersion: number;
      readonly request: Partial<RequestFacts>;
    } & Partial<Classification>,
  ): Promise<CaseStanding> {
    const reference = await this.referenceData.current();
    return this.unitOfWork.run(async (stores) => {
      const theCase = await stores.cases.lock(command.caseId, actor);
      if (!theCase) throw new CaseNotFound();
      if (theCase.version !== command.seenVersion) {
        const since = await stores.cases.historySince(theCase.id, command.seenVersion);
        throw new CaseChangedMeanwhile(command.seenVersion, theCase.version, since);
      }
      if (theCase.submittedAt !== null || !theCase.isOpen) throw new RequestNotEditable();

      const area = command.area ?? theCase.area;
      const request = { ...theCase.request, ...command.request };
      checkRequest(reference, { requestingState: theCase.requestingState, area, request });
      const { creation, definition } = await this.workflows.forArea(area);
      const roles = rolesOnCase(actor, theCase);
      const role = creation.roles.find((entitled) => roles.includes(entitled));
      if (!role) throw new NotEntitledToRequest(creation.roles);

      const now = await stores.now();
      const isNewArea = area !== theCase.area;
      const before = theCase.snapshot;
      const { sensitivity } = theCase;
      const areaDefault = reference.areas.get(area)?.defaultSensitivity ?? sensitivity;
      // A draft in another area starts again under that area's lifecycle.
      const moved = {
        snapshot: { ...before, state: creation.to.name, gates: creation.gates },
        phase: creation.to.phase,
        holder: creation.to.holder,
        workflow: { id: definition.id, version: definition.version },
        sensitivity: closerOf(sensitivity, areaDefault),
      };
      const written: CaseRecord = {
        ...theCase,
        ...(isNewArea && moved),
        version: theCase.version + 1,
        area,
        urgency: command.urgency ?? theCase.urgency,
        request,
        changedAt: now,
      };
      const edited = { ...written, ...(await this.clocks.ruleVersions(written)) };
      const migration: WorkflowEvent = {
        type: 'migrated',
        from: theCase.workflow,
        to: edited.workflow,
        before,
        after: edited.snapshot,
        actorId: actor.personId,
      };
      const history = historyOf(
        [editing(command), ...changesBetween(theCase, edited), ...happeningsOf(isNewArea ? [migration] : [])],
        {
          caseId: theCase.id,
          version: edited.version,
          after: theCase.historyLength,
          performer: { personId: actor.personId, roles, role },
          now,
        },
      );
      const from = await this.workflows.get(theCase.workflow.id, theCase.workflow.version);
      const stored = await stores.clocks.of(theCase.id);
      const clocks = isNewArea
        ? await this.clocks.migrated({ from: from.definition, to: definition }, theCase, stored, history, now)
        : await this.clocks.after(from.definition, theCase, stored, history, now);
      const after = { ...edited, historyLength: theCase.historyLength + history.length, nextDueAt: clocks.nextDueAt };
      await stores.cases.save(after, history);
      await stores.clocks.save(after.id, clocks.changed);
      if (after.sensitivity === 'strictly-confidential' && sensitivity !== after.sensitivity)
        await stayInside(stores, actor, after.id, `moved to area ${area}`);
      return standingOf(after);
    });
  }
}

/** Names of fields only: what a draft said before it was submitted is the State's own affair. */
function editing(command: { readonly request: object; readonly area?: string; readonly urgency?: string }): Happening {
  const fields = [
    ...Object.keys(command.request).map((field) => `request.${field}`),
    ...(command.area === undefined ? [] : ['area']),
    ...(command.urgency === undefined ? [] : ['urgency']),
  ];
  return {
    type: 'request-edited',
    name: null,
    fromState: null,
    toState: null,
    reason: null,
    detail: { type: 'request-edited', fields },
  };
}
