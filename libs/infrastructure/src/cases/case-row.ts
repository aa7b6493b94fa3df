import type { CaseRecord, HistoryEntry } from '#libs/domain';

/** A row of `cases` as `pg` returns it. */
export interface CaseRow {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly history_length: number;
  readonly workflow_id: string;
  readonly workflow_version: number;
  readonly state: string;
  readonly phase: CaseRecord['phase'];
  readonly holder: CaseRecord['holder'];
  readonly is_open: boolean;
  readonly origin: string | null;
  readonly gates: CaseRecord['snapshot']['gates'];
  readonly consents: CaseRecord['snapshot']['consents'];
  readonly performers: CaseRecord['snapshot']['performers'];
  readonly requesting_state: string;
  readonly area: string;
  readonly urgency: CaseRecord['urgency'];
  readonly sensitivity: CaseRecord['sensitivity'];
  readonly lead_office: string | null;
  readonly supporting_offices: readonly string[];
  readonly case_officer_id: string | null;
  readonly created_by: string;
  readonly request: CaseRecord['request'];
  readonly established: CaseRecord['established'];
  readonly calendar_versions: CaseRecord['calendarVersions'];
  readonly policy_version: number | null;
  readonly next_due_at: Date | null;
  readonly created_at: Date;
  readonly submitted_at: Date | null;
  readonly closed_at: Date | null;
  readonly changed_at: Date;
}

export const CASE_COLUMNS = [
  'id',
  'reference',
  'version',
  'history_length',
  'workflow_id',
  'workflow_version',
  'state',
  'phase',
  'holder',
  'is_open',
  'origin',
  'gates',
  'consents',
  'performers',
  'requesting_state',
  'area',
  'urgency',
  'sensitivity',
  'lead_office',
  'supporting_offices',
  'case_officer_id',
  'created_by',
  'request',
  'established',
  'calendar_versions',
  'policy_version',
  'next_due_at',
  'created_at',
  'submitted_at',
  'closed_at',
  'changed_at',
] as const satisfies readonly (keyof CaseRow)[];

export function toRecord(row: CaseRow): CaseRecord {
  return {
    id: row.id,
    reference: row.reference,
    version: row.version,
    historyLength: row.history_length,
    workflow: { id: row.workflow_id, version: row.workflow_version },
    snapshot: {
      state: row.state,
      origin: row.origin,
      gates: row.gates,
      consents: row.consents,
      performers: row.performers,
    },
    phase: row.phase,
    holder: row.holder,
    isOpen: row.is_open,
    requestingState: row.requesting_state,
    area: row.area,
    urgency: row.urgency,
    sensitivity: row.sensitivity,
    leadOffice: row.lead_office,
    supportingOffices: row.supporting_offices,
    caseOfficerId: row.case_officer_id,
    createdBy: row.created_by,
    request: row.request,
    established: row.established,
    calendarVersions: row.calendar_versions,
    policyVersion: row.policy_version,
    nextDueAt: row.next_due_at,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    closedAt: row.closed_at,
    changedAt: row.changed_at,
  };
}

/** The values of a record in the order of `CASE_COLUMNS`. */
export function toValues(record: CaseRecord): unknown[] {
  const row: CaseRow = {
    id: record.id,
    reference: record.reference,
    version: record.version,
    history_length: record.historyLength,
    workflow_id: record.workflow.id,
    workflow_version: record.workflow.version,
    state: record.snapshot.state,
    phase: record.phase,
    holder: record.holder,
    is_open: record.isOpen,
    origin: record.snapshot.origin,
    gates: record.snapshot.gates,
    consents: record.snapshot.consents,
    performers: record.snapshot.performers,
    requesting_state: record.requestingState,
    area: record.area,
    urgency: record.urgency,
    sensitivity: record.sensitivity,
    lead_office: record.leadOffice,
    supporting_offices: record.supportingOffices,
    case_officer_id: record.caseOfficerId,
    created_by: record.createdBy,
    request: record.request,
    established: record.established,
    calendar_versions: record.calendarVersions,
    policy_version: record.policyVersion,
    next_due_at: record.nextDueAt,
    created_at: record.createdAt,
    submitted_at: record.submittedAt,
    closed_at: record.closedAt,
    changed_at: record.changedAt,
  };
  return CASE_COLUMNS.map((column) => {
    const value = row[column];
    return isDocument(value) ? JSON.stringify(value) : value;
  });
}

function isDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value);
}

/** A row of `case_events` as `pg` returns it. */
export interface HistoryRow {
  readonly case_id: string;
  readonly sequence: number;
  readonly case_version: number;
  readonly type: string;
  readonly name: string | null;
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly actor_id: string | null;
  readonly actor_role: string;
  readonly reason: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly occurred_at: Date;
}

export function toHistoryEntry(row: HistoryRow): HistoryEntry {
  return {
    caseId: row.case_id,
    sequence: row.sequence,
    caseVersion: row.case_version,
    type: row.type,
    name: row.name,
    fromState: row.from_state,
    toState: row.to_state,
    actorId: row.actor_id,
    actorRole: row.actor_role,
    reason: row.reason,
    detail: row.detail,
    occurredAt: row.occurred_at,
  };
}
