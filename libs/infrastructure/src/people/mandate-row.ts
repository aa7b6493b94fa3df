/** The columns of a role assignment (alias `r`) that make a `Mandate`. */
export const MANDATE_COLUMNS = `r.id, r.person_id AS "personId", r.state_code AS "stateCode", r.from_at AS "fromAt", r.until_at AS "untilAt",
  coalesce(r.grounds, '') AS grounds, r.proposed_by AS "proposedBy", r.endorsed_by AS "endorsedBy",
  coalesce(r.endorsed_at, CASE WHEN NOT r.needs_endorsement THEN r.from_at END) AS "endorsedAt", r.succeeds,
  r.stands_for AS "standsFor", r.ended_by AS "endedBy", r.ended_reason AS "endedReason"`;
