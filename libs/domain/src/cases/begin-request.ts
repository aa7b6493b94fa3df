import { create } from '#libs/workflow';
import type { Identifiers } from '../identifiers/identifiers.js';
import type { Actor } from '../people/actor.js';
import type { ReferenceData } from '../reference-data/reference-data.js';
import type { Repeatable } from '../repeats/repeats.js';
import type { ClocksOfCase } from '../sla/clocks-of-case.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { NotEntitledToRequest, TransitionRefused } from './case.errors.js';
import type { RequestFacts } from './case-facts.js';
import { type CaseStanding, standingOf } from './case-standing.js';
import { caseReference, REFERENCE_RANDOM_BYTES } from './case-reference.js';
import { factsOf } from './facts-of-case.js';
import { happeningsOf, historyOf } from './history-of-decision.js';
import { checkRequest } from './request-check.js';
import { type Classification, EMPTY_REQUEST } from './request-form.js';
import type { WorkflowCatalog } from './workflow-catalog.js';

/** A focal point begins to write a request of their State. It is a draft until it is submitted. */
export class BeginRequest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly referenceData: ReferenceData,
    private readonly identifiers: Identifiers,
    private readonly clocks: ClocksOfCase,
  ) {}

  /** @throws NotEntitledToRequest, RequestNotValid, RepeatInProgress, RepeatDiffers */
  async execute(
    actor: Actor,
    command: { readonly requestingState: string; readonly request: Partial<RequestFacts> } & Classification,
    repeatable: Repeatable | null,
  ): Promise<CaseStanding> {
    const { requestingState, area, urgency } = command;
    const roles = actor.roles.filter((held) => held.stateCode === requestingState).map((held) => held.role);
    const request = { ...EMPTY_REQUEST, ...command.request };
    const reference = await this.referenceData.current();
    checkRequest(reference, { requestingState, area, request });
    const workflow = await this.workflows.forArea(area);
    const role = workflow.creation.roles.find((entitled) => roles.includes(entitled));
    if (!role) throw new NotEntitledToRequest(workflow.creation.roles);

    return this.unitOfWork.run((stores) =>
      stores.repeats.once(repeatable, async () => {
        const now = await stores.now();
        const versions = await this.clocks.ruleVersions({
          area,
          leadOffice: null,
          requestingState,
          calendarVersions: {},
          policyVersion: null,
        });
        const blank = {
          id: this.identifiers.next(),
          reference: caseReference(
            requestingState,
            now.getUTCFullYear(),
            this.identifiers.randomBytes(REFERENCE_RANDOM_BYTES),
          ),
          version: 1,
          workflow: { id: workflow.definition.id, version: workflow.definition.version },
          requestingState,
          area,
          urgency,
          sensitivity: reference.areas.get(area)?.defaultSensitivity ?? 'confidential',
          leadOffice: null,
          supportingOffices: [],
          caseOfficerId: null,
          createdBy: actor.personId,
          request,
          established: {},
          ...versions,
          nextDueAt: null,
          createdAt: now,
          submittedAt: null,
          closedAt: null,
          changedAt: now,
        } as const;
        const decision = create(workflow, {
          actor: { id: actor.personId, roles },
          input: {},
          facts: factsOf(blank, reference),
          now: now.getTime(),
        });
        if (decision.outcome === 'refused') throw new TransitionRefused(workflow.creation.name, decision.refusals);

        const { phase, holder } = workflow.creation.to;
        const beginnings = happeningsOf(decision.events).map((happening, index) =>
          index === 0
            ? {
                ...happening,
                detail: {
                  ...happening.detail,
                  record: {
                    area,
                    urgency,
                    requestingState,
                    sensitivity: blank.sensitivity,
                    leadOffice: null,
                    ...versions,
                  },
                },
              }
            : happening,
        );
        const performer = { personId: actor.personId, roles, role };
        const history = historyOf(beginnings, { caseId: blank.id, version: blank.version, after: 0, performer, now });
        const record = {
          ...blank,
          snapshot: decision.snapshot,
          phase,
          holder,
          isOpen: true,
          historyLength: history.length,
        };
        const clocks = await this.clocks.open(workflow.definition, history, now);
        const begun = { ...record, nextDueAt: clocks.nextDueAt };
        await stores.cases.add(begun, history);
        await stores.clocks.save(begun.id, clocks.changed);
        return standingOf(begun);
      }),
    );
  }
}
