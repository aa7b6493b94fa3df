import type { Actor } from '../people/actor.js';
import { StepUpNeeded, TooManyAttempts } from '../people/people.errors.js';
import { STEP_UP_MINUTES } from '../people/second-factors.js';
import type { ResumedSession } from '../people/sessions.js';
import { ATTEMPT_LIMITS, type SignInAttempts } from '../people/sign-in-attempts.js';
import type { Stores, UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { noteOnCase } from './note-on-case.js';
import { readsAs } from './reads-as.js';

/** How long the glass stays broken. */
export const EMERGENCY_HOURS = 4;

/**
 * Somebody whose role does not open a case reads it all the same, because waiting would do harm: with a reason, with the
 * second factor, for some hours, and not in silence. The answer is the same where there is no such case: only the list of
 * what one has opened tells, and by then it has been told to others too.
 */
export class BreakTheGlass {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * @returns until when the case is open, if there is one.
   * @throws StepUpNeeded, TooManyAttempts
   */
  async execute(
    { actor, isSteppedUp }: Pick<ResumedSession, 'actor' | 'isSteppedUp'>,
    { reference, reason }: { readonly reference: string; readonly reason: string },
  ): Promise<Date> {
    if (!isSteppedUp) throw new StepUpNeeded(STEP_UP_MINUTES);
    const waitSeconds = await this.attempts.spend([
      { kind: 'account', subject: `emergency access of ${actor.personId}`, ...ATTEMPT_LIMITS.account },
    ]);
    if (waitSeconds !== null) throw new TooManyAttempts(waitSeconds);

    return this.unitOfWork.run(async (stores) => {
      const untilAt = new Date((await stores.now()).getTime() + EMERGENCY_HOURS * 3_600_000);
      const caseId = await stores.readers.caseOfReference(reference);
      if (caseId !== null) await this.open(stores, actor, caseId, reason, untilAt);
      stores.audit.append({
        kind: 'glass-broken',
        actorId: actor.personId,
        subject: caseId === null ? { type: 'person', id: actor.personId } : { type: 'case', id: caseId },
        detail: { untilAt: untilAt.toISOString(), isThere: caseId !== null },
      });
      return untilAt;
    });
  }

  private async open(stores: Stores, actor: Actor, caseId: string, reason: string, untilAt: Date): Promise<void> {
    const theCase = await stores.cases.lockForSystem(caseId);
    if (!theCase) return;
    const { personId } = actor;
    await stores.readers.name({ caseId, personId, namedBy: personId, reason, isEmergency: true, untilAt });
    const sequence = await noteOnCase(stores, theCase, actor, {
      type: 'glass-broken',
      reason,
      detail: { ...readsAs(actor, theCase), untilAt: untilAt.toISOString() },
    });
    const to = ['office-head', 'hq-manager', 'focal-point', 'permanent-mission'];
    stores.outbox.append('case.notify', { caseId, sequence, template: 'glass-broken', to }, caseId);
  }
}
