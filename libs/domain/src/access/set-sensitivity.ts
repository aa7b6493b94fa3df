import { CaseChangedMeanwhile, CaseNotFound } from '../cases/case.errors.js';
import type { Sensitivity } from '../cases/case-facts.js';
import { type CaseStanding, standingOf } from '../cases/case-standing.js';
import { changesBetween, historyOf } from '../cases/history-of-decision.js';
import type { Actor } from '../people/actor.js';
import { rolesOnCase } from '../people/roles-on-case.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { SensitivityNotYours } from './access.errors.js';
import { isLowered, MAY_LOWER, MAY_RAISE } from './sensitivity.js';
import { stayInside } from './stay-inside.js';

/**
 * How closely a case is held is changed beside its course: raised by the State and by whoever works on it, lowered by the
 * head of the lead office alone.
 */
export class SetSensitivity {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws CaseNotFound, CaseChangedMeanwhile, SensitivityNotYours */
  execute(
    actor: Actor,
    command: {
      readonly caseId: string;
      readonly seenVersion: number;
      readonly sensitivity: Sensitivity;
      readonly reason: string;
    },
  ): Promise<CaseStanding> {
    return this.unitOfWork.run(async (stores) => {
      const theCase = await stores.cases.lock(command.caseId, actor);
      if (!theCase) throw new CaseNotFound();
      if (theCase.version !== command.seenVersion) {
        const since = await stores.cases.historySince(theCase.id, command.seenVersion);
        throw new CaseChangedMeanwhile(command.seenVersion, theCase.version, since);
      }
      const { sensitivity, reason } = command;
      if (sensitivity === theCase.sensitivity) return standingOf(theCase);
      const entitled = isLowered(theCase.sensitivity, sensitivity) ? MAY_LOWER : MAY_RAISE;
      const roles = rolesOnCase(actor, theCase);
      const role = entitled.find((candidate) => roles.includes(candidate));
      if (role === undefined) throw new SensitivityNotYours(entitled);

      const now = await stores.now();
      const changed = { ...theCase, sensitivity, version: theCase.version + 1, changedAt: now };
      const history = historyOf(
        changesBetween(theCase, changed).map((happening) => ({ ...happening, reason })),
        {
          caseId: theCase.id,
          version: changed.version,
          after: theCase.historyLength,
          performer: { personId: actor.personId, roles, role },
          now,
        },
      );
      const after = { ...changed, historyLength: theCase.historyLength + history.length };
      await stores.cases.save(after, history);
      if (sensitivity === 'strictly-confidential') await stayInside(stores, actor, theCase.id, reason);
      return standingOf(after);
    });
  }
}
