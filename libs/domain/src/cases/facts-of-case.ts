import type { ReferenceSnapshot } from '../reference-data/reference-data.js';
import type { CaseFacts } from './case-facts.js';
import type { CaseRecord } from './case-record.js';

/** What guards may ask about a case, read under its lock. */
export function factsOf(
  theCase: Pick<
    CaseRecord,
    | 'requestingState'
    | 'area'
    | 'urgency'
    | 'sensitivity'
    | 'leadOffice'
    | 'caseOfficerId'
    | 'createdBy'
    | 'submittedAt'
    | 'closedAt'
    | 'request'
    | 'established'
  >,
  reference: ReferenceSnapshot,
): CaseFacts {
  return {
    requestingState: theCase.requestingState,
    area: theCase.area,
    urgency: theCase.urgency,
    sensitivity: theCase.sensitivity,
    leadOffice: theCase.leadOffice,
    coverageOffice: reference.coverage.get(theCase.requestingState)?.officeCode ?? null,
    caseOfficerId: theCase.caseOfficerId,
    createdBy: theCase.createdBy,
    submittedAt: theCase.submittedAt?.getTime() ?? null,
    closedAt: theCase.closedAt?.getTime() ?? null,
    request: theCase.request,
    established: theCase.established,
  };
}
