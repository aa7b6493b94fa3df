import type { Actor, HeldRole } from './actor.js';
import { HEADQUARTERS } from './role-kinds.js';

/** What decides who has a part in a case. */
export interface CaseInvolvement {
  readonly requestingState: string;
  /** Null until an office has been assigned. */
  readonly leadOffice: string | null;
  /** Absent where no other office helps. */
  readonly supportingOffices?: readonly string[];
  /** The officer named for the case; null until one is. */
  readonly caseOfficerId: string | null;
}

/**
 * The lifecycle roles somebody has on one case. It answers for a case that the actor may see; it does not decide on
 * visibility.
 *
 * - A State's people have their roles on the requests of their State.
 * - Intake officers of headquarters register every request; those of another office act once it leads the case.
 * - Decisions belong to the lead office. A supporting office lends its due-diligence adviser and otherwise reads:
 *   two heads who can both accept or hold a case would be no head.
 * - Any case officer of the lead office may act until one is named; then only the named one, wherever they sit, and
 *   always the head of the lead office, who answers for the case when the officer is away. Whoever succeeds the named
 *   officer or stands in during an absence is the named officer meanwhile.
 * - Auditors and administrators have no part in any case.
 */
export function rolesOnCase(actor: Actor, theCase: CaseInvolvement): readonly string[] {
  const roles = new Set<string>();
  for (const held of actor.roles) {
    for (const role of rolesFrom(held, actor, theCase)) roles.add(role);
  }
  return [...roles];
}

function rolesFrom(held: HeldRole, actor: Actor, theCase: CaseInvolvement): readonly string[] {
  const leads = theCase.leadOffice !== null && held.officeCode === theCase.leadOffice;
  const supports = held.officeCode !== null && (theCase.supportingOffices?.includes(held.officeCode) ?? false);
  switch (held.role) {
    case 'focal-point':
    case 'permanent-mission':
      return held.stateCode === theCase.requestingState ? [held.role] : [];
    case 'intake-officer':
      return leads || held.officeCode === HEADQUARTERS ? [held.role] : [];
    case 'triage-officer':
      return leads ? [held.role] : [];
    case 'office-head':
      return leads ? [held.role, 'case-officer'] : [];
    case 'case-officer': {
      const isNamed =
        theCase.caseOfficerId !== null &&
        (theCase.caseOfficerId === actor.personId || (held.standsFor?.includes(theCase.caseOfficerId) ?? false));
      const isOpenToAll = theCase.caseOfficerId === null && leads;
      return isNamed || isOpenToAll ? [held.role] : [];
    }
    case 'due-diligence-adviser':
      return leads || supports || held.officeCode === null ? [held.role] : [];
    case 'hq-manager':
      return [held.role];
    default:
      return [];
  }
}
