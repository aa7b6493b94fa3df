import type { Actor } from '../people/actor.js';
import { rolesOnCase } from '../people/roles-on-case.js';
import type { CaseRecord } from './case-record.js';

/** Who acts on a case: a person with the roles they have on it, or the system when a deadline falls due. */
export interface Performer {
  /** Null where the system acts. */
  readonly personId: string | null;
  readonly roles: readonly string[];
  /** The role in which the act is performed, as the history shows it. */
  readonly role: string;
}

export const SYSTEM: Performer = { personId: null, roles: ['system'], role: 'system' };

/** The id the engine and the history know the system by, where persons have theirs. */
export const SYSTEM_ID = 'system';

/** @param actRoles the roles that may perform the act; the first of them that the person holds is shown. */
export function performerOn(theCase: CaseRecord, actor: Actor, actRoles: readonly string[]): Performer {
  const roles = rolesOnCase(actor, theCase);
  return { personId: actor.personId, roles, role: actRoles.find((role) => roles.includes(role)) ?? roles[0] ?? 'none' };
}
