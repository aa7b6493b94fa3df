import type { Actor } from './actor.js';
import type { RoleKind } from './role-kinds.js';

interface PermissionRule {
  /** Who may ask at all; which cases, States or offices it covers is decided by the use case or inside the SQL. */
  readonly roles: 'everybody' | readonly RoleKind[];
  /** Whether an API token can be given it. What changes how an account is entered is for people only. */
  readonly byToken: boolean;
}

const STATE = ['focal-point', 'permanent-mission'] as const satisfies readonly RoleKind[];
const OFFICE = [
  'intake-officer',
  'triage-officer',
  'case-officer',
  'office-head',
  'due-diligence-adviser',
] as const satisfies readonly RoleKind[];
const ON_CASES = [...STATE, ...OFFICE, 'hq-manager'] as const satisfies readonly RoleKind[];

/**
 * Everything that can be asked for over the network. A route names one of these; an API token carries some of them as
 * its scopes. It is the first of two walls: a role that is missing here is refused before anything is looked up.
 */
export const PERMISSIONS = {
  'account.use': { roles: 'everybody', byToken: false },
  'reference.read': { roles: 'everybody', byToken: true },
  'calendars.read': { roles: 'everybody', byToken: true },
  'calendars.change': { roles: ['office-head', 'administrator'], byToken: false },
  'lifecycles.read': { roles: 'everybody', byToken: true },
  'lifecycles.change': { roles: ['administrator', 'hq-manager'], byToken: false },
  'cases.read': { roles: 'everybody', byToken: true },
  'cases.begin': { roles: STATE, byToken: true },
  'cases.act': { roles: ON_CASES, byToken: true },
  'readers.change': { roles: ['focal-point', 'office-head'], byToken: false },
  'emergency.enter': { roles: [...OFFICE, 'hq-manager'], byToken: false },
  'mandates.read': { roles: 'everybody', byToken: true },
  'mandates.change': { roles: 'everybody', byToken: false },
  'substitutes.name': { roles: 'everybody', byToken: false },
  'substitutes.name-for': { roles: ['permanent-mission', 'office-head', 'administrator'], byToken: false },
  'tokens.manage': { roles: [...STATE, ...OFFICE], byToken: false },
  'people.read': { roles: ['administrator'], byToken: false },
  'people.invite': { roles: ['administrator'], byToken: false },
  'people.manage': { roles: ['administrator'], byToken: false },
  'settings.read': { roles: 'everybody', byToken: true },
  'settings.change': { roles: ['administrator', 'hq-manager'], byToken: false },
  'audit.read': { roles: ['auditor'], byToken: false },
  'reports.read': { roles: 'everybody', byToken: true },
  'notices.read': { roles: 'everybody', byToken: true },
  'notices.change': { roles: 'everybody', byToken: false },
  'replies.assign': { roles: ['intake-officer'], byToken: false },
  'replies.discard': { roles: ['intake-officer', 'administrator'], byToken: false },
  'words.erase': { roles: ['office-head', 'hq-manager'], byToken: false },
  'operations.manage': { roles: ['administrator'], byToken: false },
  'replies.read': { roles: ['administrator'], byToken: false },
  'texts.read': { roles: ['administrator'], byToken: false },
  'texts.change': { roles: ['administrator'], byToken: false },
  'webhooks.manage': { roles: [...ON_CASES, 'administrator'], byToken: false },
} as const satisfies Readonly<Record<string, PermissionRule>>;

export type PermissionName = keyof typeof PERMISSIONS;

/** Whether a role in force allows it. */
export function mayAsk(actor: Actor, permission: PermissionName): boolean {
  const { roles }: PermissionRule = PERMISSIONS[permission];
  return roles === 'everybody' || actor.roles.some(({ role }) => roles.some((entitled) => entitled === role));
}

/** What an API token can be given, as its scopes. */
export const TOKEN_SCOPES: readonly PermissionName[] = (Object.keys(PERMISSIONS) as PermissionName[]).filter(
  (name) => PERMISSIONS[name].byToken,
);
