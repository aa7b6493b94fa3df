import { CaseNotFound } from '../cases/case.errors.js';
import type { CaseRecord } from '../cases/case-record.js';
import { canonicalEmail } from '../people/accounts.js';
import type { Actor, HeldRole } from '../people/actor.js';
import { rolesOnCase } from '../people/roles-on-case.js';
import type { Stores, UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { ReaderNotFound, ReaderNotNameable, ReadersNotYours } from './access.errors.js';
import { noteOnCase } from './note-on-case.js';

/** A side of a case that looks after its own readers. */
type Side = 'state' | 'staff';

/** Names people who need to know of a case, and takes them off again: each side its own. */
export class ChangeReaders {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @returns the id of the person.
   * @throws CaseNotFound, ReadersNotYours, ReaderNotNameable
   */
  name(
    actor: Actor,
    command: {
      readonly caseId: string;
      readonly email: string;
      readonly reason: string;
      readonly untilAt: Date | null;
    },
  ): Promise<string> {
    return this.unitOfWork.run(async (stores) => {
      const { theCase, sides } = await this.open(stores, actor, command.caseId);
      const person = await stores.mandates.colleague(canonicalEmail(command.email));
      if (!person || !sides.some((side) => isOfSide(person.roles, side, theCase))) throw new ReaderNotNameable();
      const { caseId, reason, untilAt } = command;
      await stores.readers.name({
        caseId,
        personId: person.personId,
        namedBy: actor.personId,
        reason,
        isEmergency: false,
        untilAt,
      });
      await noteOnCase(stores, theCase, actor, {
        type: 'reader-named',
        reason,
        detail: { personId: person.personId, untilAt: untilAt?.toISOString() ?? null },
      });
      return person.personId;
    });
  }

  /** @throws CaseNotFound, ReadersNotYours, ReaderNotFound */
  remove(actor: Actor, caseId: string, personId: string): Promise<void> {
    return this.unitOfWork.run(async (stores) => {
      const { theCase, sides } = await this.open(stores, actor, caseId);
      const reader = await stores.readers.find(caseId, personId);
      const roles = reader ? await stores.readers.rolesOf(personId) : [];
      // Somebody whose role has ended is of neither side any more; either may tidy up.
      const isOurs = sides.some((side) => isOfSide(roles, side, theCase)) || roles.length === 0;
      if (!reader || !isOurs) throw new ReaderNotFound();
      await stores.readers.remove(caseId, personId);
      await noteOnCase(stores, theCase, actor, { type: 'reader-removed', reason: null, detail: { personId } });
    });
  }

  private async open(
    stores: Stores,
    actor: Actor,
    caseId: string,
  ): Promise<{ readonly theCase: CaseRecord; readonly sides: readonly Side[] }> {
    const theCase = await stores.cases.lock(caseId, actor);
    if (!theCase) throw new CaseNotFound();
    const roles = rolesOnCase(actor, theCase);
    const sides: readonly Side[] = [
      ...(roles.includes('focal-point') ? (['state'] as const) : []),
      ...(roles.includes('office-head') ? (['staff'] as const) : []),
    ];
    if (sides.length === 0) throw new ReadersNotYours();
    return { theCase, sides };
  }
}

function isOfSide(roles: readonly HeldRole[], side: Side, { requestingState }: CaseRecord): boolean {
  return roles.some(({ role, stateCode, officeCode }) =>
    side === 'state'
      ? stateCode === requestingState
      : officeCode !== null || role === 'hq-manager' || role === 'due-diligence-adviser',
  );
}
