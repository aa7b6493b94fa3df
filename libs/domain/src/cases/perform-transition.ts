import type { ActInput, Workflow } from '#libs/workflow';
import type { Actor } from '../people/actor.js';
import type { Repeatable } from '../repeats/repeats.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { ActOnCase } from './act-on-case.js';
import { CaseChangedMeanwhile, CaseNotFound } from './case.errors.js';
import { type CaseStanding, standingOf } from './case-standing.js';
import { performerOn } from './performer.js';
import type { WorkflowCatalog } from './workflow-catalog.js';

/** Where the case stands after the act, and whether the act was one side's consent that waits for the other's. */
export type TransitionPerformed = CaseStanding & { readonly isWaitingForConsent: boolean };

/** A person performs a named act on a case they have seen. */
export class PerformTransition {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly actOnCase: ActOnCase,
  ) {}

  /**
   * @param command `seenVersion` is the version of the case the person decided on.
   * @throws CaseNotFound, CaseChangedMeanwhile, RepeatInProgress, RepeatDiffers, and what `ActOnCase.perform` throws.
   */
  execute(
    actor: Actor,
    command: {
      readonly caseId: string;
      readonly seenVersion: number;
      readonly transition: string;
      readonly input: ActInput;
    },
    repeatable: Repeatable | null,
  ): Promise<TransitionPerformed> {
    return this.unitOfWork.run(async (stores) => {
      const theCase = await stores.cases.lock(command.caseId, actor);
      if (!theCase) throw new CaseNotFound();

      return stores.repeats.once(repeatable, async () => {
        if (theCase.version !== command.seenVersion) {
          const since = await stores.cases.historySince(theCase.id, command.seenVersion);
          throw new CaseChangedMeanwhile(command.seenVersion, theCase.version, since);
        }
        const workflow = await this.workflows.get(theCase.workflow.id, theCase.workflow.version);
        const after = await this.actOnCase.perform(stores, theCase, {
          performer: performerOn(theCase, actor, rolesThatMay(workflow, command.transition)),
          transition: command.transition,
          input: command.input,
        });
        return {
          ...standingOf(after),
          isWaitingForConsent: Object.hasOwn(after.snapshot.consents, command.transition),
        };
      });
    });
  }
}

function rolesThatMay<Facts>(workflow: Workflow<Facts>, act: string): readonly string[] {
  return (workflow.acts.get(act) ?? []).flatMap(({ roles }) => roles);
}
