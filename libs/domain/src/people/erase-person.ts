import { administratorId, type Settler } from '../reference-data/settings.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { NotOneself, PersonNotFound } from './people.errors.js';

/**
 * An administrator has the system forget who somebody was. Name, address, identities, second factors, sessions, tokens and
 * what they chose for themselves are taken away, roles end, and there is no way back. What they did stays under their id:
 * the histories of States' cases and the audit trail name nobody and go on holding.
 */
export class ErasePerson {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Does nothing where it has been done. @throws AdministratorsOnly, NotOneself, PersonNotFound */
  async execute(settler: Settler, personId: string): Promise<void> {
    const by = administratorId(settler);
    if (by === personId) throw new NotOneself();
    await this.unitOfWork.run(async ({ accounts, audit }) => {
      const account = await accounts.lock(personId);
      if (!account) throw new PersonNotFound(personId);
      if (account.isErased) return;
      await accounts.erase(personId);
      audit.append({
        kind: 'person-erased',
        actorId: by,
        subject: { type: 'person', id: personId },
        detail: {},
      });
    });
  }
}
