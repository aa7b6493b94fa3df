import type { CaseRole } from '#libs/domain';
import type { RoleDefinition } from '#libs/workflow';

/** The roles people have on a case, and on whose side they stand. */
export const roles = {
  'focal-point': { party: 'state' },
  'permanent-mission': { party: 'state' },
  'intake-officer': { party: 'office' },
  'triage-officer': { party: 'office' },
  'case-officer': { party: 'office' },
  'office-head': { party: 'office' },
  'due-diligence-adviser': { party: 'office' },
  'hq-manager': { party: 'headquarters' },
  system: { party: 'system' },
} as const satisfies Record<CaseRole, RoleDefinition>;
