import { ROLE_IS_IN_FORCE } from './roles-in-force.js';

/** `pending`: nobody has taken the account up yet, there is neither a password nor an identity with which to sign in. */
export const ACCOUNT_STATUSES = ['active', 'pending', 'deactivated'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** Which accounts a list shows; what is absent does not narrow it. */
export interface AccountFilter {
  readonly role?: string;
  readonly stateCode?: string;
  readonly officeCode?: string;
  readonly status?: AccountStatus;
  /** The beginning of a name or of an address, in whatever letters. */
  readonly search?: string;
}

/** What begins with a text lies between it and it followed by this; as a range it is found by an index whatever is prepared. */
const LAST_CHARACTER = `U&'\\+10FFFF'`;

const CAN_SIGN_IN = '(p.password_hash IS NOT NULL OR EXISTS (SELECT FROM identities i WHERE i.person_id = p.id))';
const IN_STATUS: Readonly<Record<AccountStatus, string>> = {
  active: `p.deactivated_at IS NULL AND ${CAN_SIGN_IN}`,
  pending: `p.deactivated_at IS NULL AND NOT ${CAN_SIGN_IN}`,
  deactivated: 'p.deactivated_at IS NOT NULL',
};

interface Wanted {
  readonly conditions: readonly string[];
  readonly parameters: readonly unknown[];
  bind(value: unknown): string;
  /** Only what comes after this place in the order by name. */
  comeAfter(place: { readonly name: string; readonly id: string }): void;
}

/** The conditions for accounts (alias `p`). Role, State and office must be those of one role in force. */
export function accountsWanted({ role, stateCode, officeCode, status, search }: AccountFilter): Wanted {
  const conditions = ['p.erased_at IS NULL'];
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const ofRole = [
    ...(role === undefined ? [] : [`r.role = ${bind(role)}`]),
    ...(stateCode === undefined ? [] : [`r.state_code = ${bind(stateCode)}`]),
    ...(officeCode === undefined ? [] : [`r.office_code = ${bind(officeCode)}`]),
  ];
  if (ofRole.length > 0) {
    const held = [...ofRole, ROLE_IS_IN_FORCE].join(' AND ');
    conditions.push(`p.id IN (SELECT r.person_id FROM role_assignments r WHERE ${held})`);
  }
  if (status !== undefined) conditions.push(IN_STATUS[status]);
  if (search !== undefined) {
    const beginning = bind(search);
    const begins = (text: string): string =>
      `(${text} COLLATE "C" >= lower(${beginning}) AND ${text} COLLATE "C" < lower(${beginning}) || ${LAST_CHARACTER})`;
    conditions.push(`(${begins('lower(p.display_name)')} OR ${begins('lower(p.email)')})`);
  }
  return {
    conditions,
    parameters,
    bind,
    comeAfter: ({ name, id }) =>
      void conditions.push(`(lower(p.display_name) COLLATE "C", p.id) > (${bind(name)}, ${bind(id)}::uuid)`),
  };
}
