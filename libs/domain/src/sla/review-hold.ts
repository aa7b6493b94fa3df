import type { Stores, UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { withHistory } from './system-history.js';

/** The letter that reminds of the review of a hold; its words stand with those of the lifecycles. */
export const HOLD_REVIEW_TEMPLATE = 'hold-review-due';
export const HOLD_REVIEW_ENTRY = 'hold-review-due';

/**
 * A case was put on hold until a date of review, and the date has come: whoever can resume it is told, once for each
 * hold. The hold itself stays: whether help can go on is for people to decide.
 */
export class ReviewHold {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param heldAt which hold is meant; another one since, or none, is left alone.
   * @returns whether anybody was told.
   */
  execute(caseId: string, heldAt: string): Promise<boolean> {
    return this.unitOfWork.run(async (stores: Stores) => {
      const theCase = await stores.cases.lockForSystem(caseId);
      const hold = theCase?.established.hold;
      if (!theCase?.isOpen || hold?.at !== heldAt) return false;
      const { reviewOn } = hold;
      const happening = {
        type: HOLD_REVIEW_ENTRY,
        name: null,
        fromState: null,
        toState: null,
        reason: `The review of this hold was planned for ${reviewOn}`,
        detail: { type: HOLD_REVIEW_ENTRY, heldAt, reviewOn },
      };
      const noted = withHistory(theCase, [happening], await stores.now());
      await stores.cases.note(noted.theCase, noted.history);
      stores.outbox.append(
        'case.notify',
        {
          caseId,
          sequence: noted.theCase.historyLength,
          template: HOLD_REVIEW_TEMPLATE,
          to: ['case-officer', 'office-head'],
        },
        caseId,
      );
      return true;
    });
  }
}
