import type { AuditedCaseEvent, AuditedRecord, Canonical } from '#libs/domain';

/** Columns of `case_events` (alias `e`) that make an `AuditedCaseEvent`. */
export const EVENT_COLUMNS = `e.case_id AS "caseId", e.sequence, e.case_version AS "caseVersion", e.type, e.name, e.from_state AS "fromState",
  e.to_state AS "toState", e.actor_id AS "actorId", e.actor_role AS "actorRole", e.reason, e.detail, e.occurred_at AS "occurredAt"`;

/** Columns of `audit_records` (alias `r`) that make an `AuditedRecord`. */
export const RECORD_COLUMNS = `r.id, r.kind AS "recordKind", r.actor_id AS "actorId", r.subject_type AS "subjectType", r.subject_id AS "subjectId",
  r.detail, r.occurred_at AS "occurredAt"`;

/** The record of a case (alias `c`) as a seal covers it: what no transition changes without an entry in the history. */
export const SEALED_RECORD = `jsonb_build_object('reference', c.reference, 'requestingState', c.requesting_state, 'area', c.area,
  'urgency', c.urgency, 'sensitivity', c.sensitivity, 'workflow', c.workflow_id || ' ' || c.workflow_version, 'state', c.state,
  'origin', c.origin, 'gates', c.gates, 'consents', c.consents, 'performers', c.performers, 'leadOffice', c.lead_office,
  'supportingOffices', c.supporting_offices, 'caseOfficerId', c.case_officer_id, 'createdBy', c.created_by,
  'request', c.request, 'established', c.established)`;

export type EventRow = Omit<AuditedCaseEvent, 'detail'> & { readonly detail: Canonical };
export type RecordRow = AuditedRecord;
