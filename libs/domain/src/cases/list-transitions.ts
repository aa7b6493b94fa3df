import { type AvailableTransition, available } from '#libs/workflow';
import type { Actor } from '../people/actor.js';
import { rolesOnCase } from '../people/roles-on-case.js';
import type { ReferenceData } from '../reference-data/reference-data.js';
import type { CaseRecord } from './case-record.js';
import { factsOf } from './facts-of-case.js';
import type { WorkflowCatalog } from './workflow-catalog.js';

/** What somebody can do with a case now, and why not the rest: the engine's own question, asked of every act. */
export class ListTransitions {
  constructor(
    private readonly workflows: WorkflowCatalog,
    private readonly referenceData: ReferenceData,
  ) {}

  /** @param theCase one the actor may see. @param now the database's time. */
  async execute(actor: Actor, theCase: CaseRecord, now: Date): Promise<readonly AvailableTransition[]> {
    return available(await this.workflows.get(theCase.workflow.id, theCase.workflow.version), {
      snapshot: theCase.snapshot,
      actor: { id: actor.personId, roles: rolesOnCase(actor, theCase) },
      facts: factsOf(theCase, await this.referenceData.current()),
      now: now.getTime(),
    });
  }
}
