import { type Actor, HEADQUARTERS, type HeldRole } from '#libs/domain';

/** A condition on the case family and its parameters, in the order of its placeholders. */
export interface Visibility {
  /** Goes into a WHERE with AND; it is in brackets where it has to be. */
  readonly condition: string;
  readonly parameters: readonly unknown[];
}

/** Roles that a person has for an office, and with it for the cases that office leads. */
const OFFICE_ROLES = new Set([
  'intake-officer',
  'triage-officer',
  'case-officer',
  'office-head',
  'due-diligence-adviser',
]);

/**
 * Which cases exist for somebody. This one function is part of every statement that reads or locks a case, so that
 * lists, counts, search and single reads cannot disagree.
 *
 * - Focal points see the requests of their State, drafts included; a Permanent Mission what has been submitted.
 * - Offices see what they lead, and a case officer also the cases that name them.
 * - Headquarters (managers, its intake desk, advisers for the whole organisation) see everything submitted, strictly
 *   confidential cases only when cleared.
 * - Administrators and auditors see no case.
 *
 * The text depends on the roles of the actor, so that the common case (one State, one office) is one equality that an
 * index answers in the order of the list.
 * @param alias of the table `cases` in the statement; trusted text.
 * @param firstParameter the number of the first placeholder to use.
 */
export function visibleTo(actor: Actor, alias: string, firstParameter = 1): Visibility {
  const parameters: unknown[] = [];
  const placeholder = (value: unknown): string => {
    parameters.push(value);
    return `$${firstParameter + parameters.length - 1}`;
  };
  const isOneOf = (column: string, values: readonly string[], type = 'text'): string =>
    values.length === 1
      ? `${alias}.${column} = ${placeholder(values[0])}`
      : `${alias}.${column} = ANY(${placeholder(values)}::${type}[])`;

  const submitted = `${alias}.submitted_at IS NOT NULL`;
  const ways: string[] = [];

  const ownStates = scopes(actor.roles, (role) => (role.role === 'focal-point' ? role.stateCode : null));
  if (ownStates.length > 0) ways.push(isOneOf('requesting_state', ownStates));
  const missionStates = scopes(actor.roles, (role) =>
    role.role === 'permanent-mission' ? role.stateCode : null,
  ).filter((state) => !ownStates.includes(state));
  if (missionStates.length > 0) ways.push(`(${isOneOf('requesting_state', missionStates)} AND ${submitted})`);

  if (actor.roles.some(isForHeadquarters)) {
    ways.push(actor.isCleared ? submitted : `(${submitted} AND ${alias}.sensitivity <> 'strictly-confidential')`);
  }
  const offices = scopes(actor.roles, (role) => (OFFICE_ROLES.has(role.role) ? role.officeCode : null));
  if (offices.length > 0) ways.push(`(${isOneOf('lead_office', offices)} AND ${submitted})`);
  if (actor.roles.some((role) => role.role === 'case-officer')) {
    ways.push(`${alias}.case_officer_id = ${placeholder(actor.personId)}`);
  }

  const [only] = ways;
  if (only === undefined) return { condition: 'false', parameters };
  return { condition: ways.length === 1 ? only : `(${ways.join(' OR ')})`, parameters };
}

function isForHeadquarters(held: HeldRole): boolean {
  switch (held.role) {
    case 'hq-manager':
      return true;
    case 'intake-officer':
      return held.officeCode === HEADQUARTERS;
    case 'due-diligence-adviser':
      return held.officeCode === null;
    default:
      return false;
  }
}

function scopes(roles: readonly HeldRole[], scopeOf: (role: HeldRole) => string | null): readonly string[] {
  return [...new Set(roles.flatMap((role) => scopeOf(role) ?? []))].sort();
}
