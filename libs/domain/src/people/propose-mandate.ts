import type { Identifiers } from '../identifiers/identifiers.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { canonicalEmail } from './accounts.js';
import type { Actor } from './actor.js';
import { type Mandate, mayProposeMandate, maySeeMandates } from './mandate.js';
import type { ProposedPerson } from './mandate-store.js';
import { MandateInvalid, MandateNotFound, MandateNotYours } from './people.errors.js';
import { faultsOfPerson } from './person-faults.js';

export interface MandateProposal {
  readonly stateCode: string;
  readonly person: ProposedPerson;
  readonly fromAt: Date | null;
  readonly untilAt: Date | null;
  readonly grounds: string;
  /** The mandate that ends when this one begins. */
  readonly succeeds: string | null;
}

/** Somebody of the State, or the desk that received the paper, proposes a focal point. It counts once a second person endorses it. */
export class ProposeMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
  ) {}

  /** @throws MandateNotYours, MandateInvalid, MandateNotFound for the one to succeed */
  execute(actor: Actor, proposal: MandateProposal): Promise<Mandate> {
    if (!mayProposeMandate(actor, proposal.stateCode)) {
      throw new MandateNotYours(['focal-point', 'permanent-mission', 'intake-officer']);
    }
    return this.unitOfWork.run(async (stores) => {
      const now = await stores.now();
      const fromAt = proposal.fromAt !== null && proposal.fromAt > now ? proposal.fromAt : now;
      const faults = [...faultsOf(proposal, fromAt)];
      if (!(await stores.mandates.stateExists(proposal.stateCode))) {
        faults.push({ pointer: '/stateCode', code: 'state', message: 'There is no such State' });
      }
      if (faults.length > 0) throw new MandateInvalid(faults);
      await this.checkPredecessor(actor, proposal, stores.mandates);

      const mandate: Mandate = {
        id: this.identifiers.next(),
        personId: await stores.mandates.personOf({ ...proposal.person, email: canonicalEmail(proposal.person.email) }),
        stateCode: proposal.stateCode,
        fromAt,
        untilAt: proposal.untilAt,
        grounds: proposal.grounds,
        proposedBy: actor.personId,
        endorsedBy: null,
        endorsedAt: null,
        succeeds: proposal.succeeds,
        standsFor: [],
        endedBy: null,
        endedReason: null,
      };
      await stores.mandates.add(mandate);
      stores.audit.append({
        kind: 'mandate-proposed',
        actorId: actor.personId,
        subject: { type: 'mandate', id: mandate.id },
        detail: { personId: mandate.personId, stateCode: mandate.stateCode, succeeds: mandate.succeeds },
      });
      return mandate;
    });
  }

  private async checkPredecessor(
    actor: Actor,
    proposal: MandateProposal,
    mandates: { lock(id: string): Promise<Mandate | null> },
  ): Promise<void> {
    if (proposal.succeeds === null) return;
    const predecessor = await mandates.lock(proposal.succeeds);
    if (!predecessor || predecessor.stateCode !== proposal.stateCode || !maySeeMandates(actor, predecessor.stateCode)) {
      throw new MandateNotFound();
    }
  }
}

function* faultsOf(proposal: MandateProposal, fromAt: Date): Generator<MandateInvalid['errors'][number]> {
  for (const fault of faultsOfPerson(proposal.person)) yield { ...fault, pointer: `/person${fault.pointer}` };
  if (proposal.grounds.trim() === '' || proposal.grounds.length > 500) {
    yield {
      pointer: '/grounds',
      code: 'length',
      message: 'The grounds have 1 to 500 characters: the paper, its number and date',
    };
  }
  if (proposal.untilAt !== null && proposal.untilAt <= fromAt) {
    yield { pointer: '/untilAt', code: 'order', message: 'A mandate ends after it begins' };
  }
}
