import { WorkflowCatalog } from '#libs/domain';
import { type CaseWorkflow, lifecycleFor, lifecycles } from '#libs/lifecycles';

/** The lifecycles that come with the product. */
export class PublishedWorkflows extends WorkflowCatalog {
  override get(id: string, version: number): CaseWorkflow {
    const workflow = lifecycles.get(id, version);
    if (!workflow) throw new Error(`Lifecycle ${id} version ${version} was never published`);
    return workflow;
  }

  override forArea(area: string): CaseWorkflow {
    return lifecycleFor(area);
  }
}
