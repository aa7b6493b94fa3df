import type { Actor } from '../people/actor.js';
import { StepUpNeeded } from '../people/people.errors.js';
import { STEP_UP_MINUTES } from '../people/second-factors.js';
import type { ResumedSession } from '../people/sessions.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { noteOnCase } from './note-on-case.js';
import { readsAs } from './reads-as.js';

/** Tells which cases ask for more than a role. */
export abstract class StrictCases {
  /**
   * The case, if it is strictly confidential and the actor may see it; null otherwise, and whoever asks cannot tell why.
   * `isNoted` says whether a session need not be noted as reading it: it was within the hour, or the case is a draft that
   * only its State sees.
   */
  abstract find(actor: Actor, caseId: string, sessionId: string): Promise<{ readonly isNoted: boolean } | null>;
}

/**
 * What happens before anything of a case is shown: a strictly confidential one asks for a second factor shown lately, and
 * its history says who looked.
 */
export class OpenCase {
  /** @param needsSecondFactor false only where nobody can have one: an instance for demonstration. */
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly strictCases: StrictCases,
    private readonly needsSecondFactor: boolean,
  ) {}

  /** @throws StepUpNeeded */
  async execute(session: Pick<ResumedSession, 'id' | 'actor' | 'isSteppedUp'>, caseId: string): Promise<void> {
    const { actor, id: sessionId } = session;
    const strict = await this.strictCases.find(actor, caseId, sessionId);
    if (!strict) return;
    if (this.needsSecondFactor && !session.isSteppedUp) throw new StepUpNeeded(STEP_UP_MINUTES);
    if (strict.isNoted) return;
    await this.unitOfWork.run(async (stores) => {
      const theCase = await stores.cases.lock(caseId, actor);
      if (!theCase || !(await stores.readers.claimReading(caseId, sessionId))) return;
      await noteOnCase(stores, theCase, actor, {
        type: 'case-read',
        reason: null,
        detail: { ...readsAs(actor, theCase) },
      });
    });
  }
}
