import type { CaseRecord } from '../cases/case-record.js';
import type { Actor } from '../people/actor.js';
import { rolesOnCase } from '../people/roles-on-case.js';

/** In which role, and for which State or office, somebody reads a case: what the State is told of its readers. */
export interface ReadsAs {
  readonly role: string;
  readonly stateCode: string | null;
  readonly officeCode: string | null;
}

export function readsAs(actor: Actor, theCase: CaseRecord): ReadsAs {
  const [role] = rolesOnCase(actor, theCase);
  const offices = [theCase.leadOffice, ...theCase.supportingOffices];
  const isAtHome = ({ stateCode, officeCode }: Actor['roles'][number]): boolean =>
    stateCode === theCase.requestingState || offices.includes(officeCode);
  const held =
    actor.roles.find((candidate) => candidate.role === role && isAtHome(candidate)) ??
    actor.roles.find((candidate) => candidate.role === role) ??
    actor.roles.find(isAtHome) ??
    actor.roles[0];
  return {
    role: role ?? held?.role ?? 'none',
    stateCode: held?.stateCode ?? null,
    officeCode: held?.officeCode ?? null,
  };
}
