import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { Identifiers } from '../../identifiers/identifiers.js';
import type { Actor } from '../../people/actor.js';
import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { groundOf, roleForChange } from './change-ground.js';
import type { ChangePlan } from './change-plan.js';

/**
 * Somebody wants to know what would become of live cases under a version, published or only proposed. The background
 * work that finds out changes no case.
 */
export class OrderRehearsal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly identifiers: Identifiers,
  ) {}

  /**
   * @returns the id of the rehearsal.
   * @throws NotForLifecycles, LifecycleVersionNotFound, MapNotValid
   */
  async execute(actor: Actor, plan: ChangePlan): Promise<string> {
    roleForChange(actor);
    return this.unitOfWork.run(async (stores) => {
      const { scope } = await groundOf(stores, this.workflows, plan, () => null);
      const id = this.identifiers.next();
      await stores.changes.orderRehearsal(id, plan, scope, actor.personId);
      return id;
    });
  }
}
