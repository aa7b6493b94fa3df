import type { Repeatable } from '../../repeats/repeats.js';
import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { canonicalEmail } from '../accounts.js';
import type { HeldRole, Language } from '../actor.js';
import { leaveLetter } from '../letters/leave-letter.js';
import { PersonInvalid } from '../people.errors.js';
import { faultsOfPerson } from '../person-faults.js';
import { checkRole } from '../role-kinds.js';
import { RoleByMandate } from './administration.errors.js';

export interface AccountWish {
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  readonly isCleared: boolean;
  readonly roles: readonly HeldRole[];
}

/** An administrator enters an account with its roles; an invitation to it goes out by mail. */
export class EnterAccount {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @returns the id of the person.
   * @throws PersonInvalid, RoleNotKnown, RoleScopeWrong, RoleScopeNotKnown, RoleByMandate, EmailTaken
   */
  execute(enteredBy: string, wish: AccountWish, repeatable: Repeatable | null): Promise<string> {
    const faults = [...faultsOfPerson(wish)];
    if (faults.length > 0) throw new PersonInvalid(faults);
    wish.roles.forEach(checkRole);
    if (wish.roles.some(({ role }) => role === 'focal-point')) throw new RoleByMandate();

    return this.unitOfWork.run((stores) =>
      stores.repeats.once(repeatable, async () => {
        const { roles, ...person } = wish;
        const fromAt = await stores.now();
        const email = canonicalEmail(person.email);
        const personId = await stores.register.enter({ ...person, email, passwordHash: null });
        for (const role of roles)
          await stores.register.grant(personId, { role, fromAt, untilAt: null, grantedBy: enteredBy });
        stores.audit.append({
          kind: 'account-entered',
          actorId: enteredBy,
          subject: { type: 'person', id: personId },
          detail: {
            isCleared: person.isCleared,
            roles: roles.map(({ role, stateCode, officeCode }) => ({ role, stateCode, officeCode })),
          },
        });
        await leaveLetter(stores, { kind: 'invitation', personId, askedBy: enteredBy });
        return personId;
      }),
    );
  }
}
