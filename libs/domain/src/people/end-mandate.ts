import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { Actor } from './actor.js';
import { ended, type Mandate, mayEndMandate, maySeeMandates } from './mandate.js';
import { MandateNotFound, MandateNotYours } from './people.errors.js';

/** A mandate is given back, withdrawn or, while only proposed, turned down. The roles of the next request follow it. */
export class EndMandate {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param end `at` in the past means now.
   * @throws MandateNotFound, MandateNotYours
   */
  execute(
    actor: Actor,
    mandateId: string,
    end: { readonly at: Date | null; readonly reason: string },
  ): Promise<Mandate> {
    return this.unitOfWork.run(async (stores) => {
      const { mandates, audit } = stores;
      const mandate = await mandates.lock(mandateId);
      const isKnown = mandate && (maySeeMandates(actor, mandate.stateCode) || mandate.personId === actor.personId);
      if (!isKnown) throw new MandateNotFound();
      if (!mayEndMandate(actor, mandate))
        throw new MandateNotYours(['permanent-mission', 'intake-officer', 'administrator']);

      const time = await stores.now();
      const at = end.at !== null && end.at > time ? end.at : time;
      const over = ended(mandate, { at, by: actor.personId, reason: end.reason });
      await mandates.save(over);
      audit.append({
        kind: 'mandate-ended',
        actorId: actor.personId,
        subject: { type: 'mandate', id: mandate.id },
        detail: {
          personId: mandate.personId,
          stateCode: mandate.stateCode,
          untilAt: over.untilAt?.toISOString() ?? null,
        },
      });
      await mandates.endSubstitutes(mandate.id, over.untilAt ?? at);
      return over;
    });
  }
}
