import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { Actor } from './actor.js';
import { checkEndorsement, ended, endorsed, type Mandate, maySeeMandates } from './mandate.js';
import { MandateNotFound } from './people.errors.js';

/**
 * A second person vouches for a mandate, and it counts from its date on. In a succession the predecessor's ends at that
 * instant: drafts, open cases and notices of the State are the successor's, and what named the predecessor names the
 * successor. Both stay in every history.
 */
export class EndorseMandate {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws MandateNotFound, MandateNotYours, MandateNotEndorsable */
  execute(actor: Actor, mandateId: string): Promise<Mandate> {
    return this.unitOfWork.run(async (stores) => {
      const { mandates, audit } = stores;
      const mandate = await mandates.lock(mandateId);
      if (!mandate || !maySeeMandates(actor, mandate.stateCode)) throw new MandateNotFound();
      const time = await stores.now();
      checkEndorsement(actor, mandate, time);

      const predecessor = mandate.succeeds === null ? null : await mandates.lock(mandate.succeeds);
      const inForce = endorsed(mandate, actor.personId, time, predecessor);
      await mandates.save(inForce);
      audit.append({
        kind: 'mandate-endorsed',
        actorId: actor.personId,
        subject: { type: 'mandate', id: mandate.id },
        detail: { personId: mandate.personId, stateCode: mandate.stateCode, fromAt: inForce.fromAt.toISOString() },
      });
      if (predecessor) {
        await mandates.save(ended(predecessor, { at: inForce.fromAt, by: actor.personId, reason: 'succession' }));
        await mandates.endSubstitutes(predecessor.id, inForce.fromAt);
      }
      return inForce;
    });
  }
}
