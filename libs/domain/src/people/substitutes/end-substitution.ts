import type { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import type { Actor } from '../actor.js';
import { SubstitutionNotFound } from '../people.errors.js';
import { rolesToSubstituteFor } from './who-names.js';

/** Somebody is back early, cannot stand in any longer, or was named by mistake: the substitution ends now. */
export class EndSubstitution {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Open to whoever is away, whoever stands in, and whoever could have named them.
   * @param absentPersonId where given, the substitution has to be for this person.
   * @throws SubstitutionNotFound, also where it is not one's to end.
   */
  async execute(actor: Actor, substitutionId: string, absentPersonId: string | null): Promise<void> {
    await this.unitOfWork.run(async (stores) => {
      const substitution = await stores.mandates.lockSubstitution(substitutionId);
      const isTheirs =
        substitution !== null &&
        (absentPersonId === null
          ? [substitution.absentPersonId, substitution.substituteId].includes(actor.personId)
          : substitution.absentPersonId === absentPersonId &&
            rolesToSubstituteFor(actor, substitution.role).isEntitled);
      if (!isTheirs) throw new SubstitutionNotFound();
      await stores.mandates.endSubstitution(substitutionId, await stores.now(), actor.personId);
      stores.audit.append({
        kind: 'substitution-ended',
        actorId: actor.personId,
        subject: { type: 'person', id: substitution.substituteId },
        detail: {
          assignmentId: substitutionId,
          absentPersonId: substitution.absentPersonId,
          role: substitution.role.role,
        },
      });
    });
  }
}
