import type { WorkflowEvent } from '#libs/workflow';
import type { Actor } from '../people/actor.js';
import { rolesOnCase } from '../people/roles-on-case.js';
import type { ReferenceData } from '../reference-data/reference-data.js';
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
  ) {}

  /**
   * Only what is given changes. A new area puts the draft under that area's lifecycle.
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
      // A draft in another area starts again under that area's lifecycle.
      const snapshot = isNewArea ? { ...before, state: creation.to.name, gates: creation.gates } : before;
      const workflow = isNewArea ? { id: definition.id, version: definition.version } : theCase.workflow;
      const edited: CaseRecord = {
        ...theCase,
        version: theCase.version + 1,
        area,
        urgency: command.urgency ?? theCase.urgency,
        sensitivity: isNewArea
          ? (reference.areas.get(area)?.defaultSensitivity ?? theCase.sensitivity)
          : theCase.sensitivity,
        workflow,
        snapshot,
        request,
        changedAt: now,
      };
      const migration: WorkflowEvent = {
        type: 'migrated',
        from: theCase.workflow,
        to: workflow,
        before,
        after: snapshot,
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
      const after = { ...edited, historyLength: theCase.historyLength + history.length };
      await stores.cases.save(after, history);
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
