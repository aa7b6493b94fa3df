import type { Stores, UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { canonicalEmail } from '../accounts.js';
import type { Actor, HeldRole } from '../actor.js';
import { OwnAccount } from '../administration/administration.errors.js';
import { leaveLetter } from '../letters/leave-letter.js';
import { SubstituteNotPossible, SubstitutionNotYours } from '../people.errors.js';
import { faultsOf, isOfSameBody } from './substitution-faults.js';
import { rolesToSubstituteFor } from './who-names.js';

export interface Absence {
  readonly role: HeldRole;
  readonly substituteEmail: string;
  /** In the past, or null, means now. */
  readonly fromAt: Date | null;
  readonly untilAt: Date;
}

/** Somebody who will be away names a colleague of the same State or office to act in one of their roles meanwhile. */
export class NameSubstitute {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @returns the id of the substitution.
   * @throws SubstituteNotPossible
   */
  execute(actor: Actor, absence: Absence): Promise<string> {
    return this.unitOfWork.run((stores) => nameSubstitute(stores, actor.personId, actor.personId, absence));
  }
}

/**
 * Somebody is away who could name nobody any more. The head of their office, the Permanent Mission of their State, or an
 * administrator names a substitute for them, never themselves; who is away is told by mail.
 */
export class NameSubstituteFor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @returns the id of the substitution.
   * @throws OwnAccount, SubstitutionNotYours, SubstituteNotPossible
   */
  execute(actor: Actor, absentPersonId: string, absence: Absence): Promise<string> {
    if (actor.personId === absentPersonId) throw new OwnAccount();
    const { isEntitled, rolesNeeded } = rolesToSubstituteFor(actor, absence.role);
    if (!isEntitled) throw new SubstitutionNotYours(rolesNeeded);
    return this.unitOfWork.run(async (stores) => {
      const id = await nameSubstitute(stores, actor.personId, absentPersonId, absence);
      await leaveLetter(stores, { kind: 'substitute-named', personId: absentPersonId, askedBy: actor.personId });
      return id;
    });
  }
}

async function nameSubstitute(
  stores: Stores,
  namedBy: string,
  absentPersonId: string,
  absence: Absence,
): Promise<string> {
  const { mandates, audit } = stores;
  const time = await stores.now();
  const fromAt = absence.fromAt !== null && absence.fromAt > time ? absence.fromAt : time;
  const colleague = await mandates.colleague(canonicalEmail(absence.substituteEmail));
  const isColleague =
    colleague !== null &&
    ![absentPersonId, namedBy].includes(colleague.personId) &&
    isOfSameBody(colleague.roles, absence.role);
  const faults = [...faultsOf(fromAt, absence.untilAt, isColleague)];
  if (faults.length > 0 || !colleague) throw new SubstituteNotPossible(faults);

  const { role, untilAt } = absence;
  const substituteId = colleague.personId;
  const id = await mandates.addSubstitute({ role, absentPersonId, substituteId, namedBy, fromAt, untilAt });
  // Also where the role is itself held for somebody absent: who stands in does not pass it on.
  if (id === null) {
    const message =
      namedBy === absentPersonId ? 'You do not hold this role yourself' : 'This person does not hold this role';
    throw new SubstituteNotPossible([{ pointer: '/role', code: 'not_held', message }]);
  }
  audit.append({
    kind: 'substitute-named',
    actorId: namedBy,
    subject: { type: 'person', id: substituteId },
    detail: { assignmentId: id, absentPersonId, role: role.role, untilAt: untilAt.toISOString() },
  });
  return id;
}
