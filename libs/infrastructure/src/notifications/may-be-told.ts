/**
 * SQL that says whether person `p` may be told of case `c` in one of the roles given. A role counts where it is held:
 * for the requesting State, for the lead office, or for the whole organisation. Of a restricted case the State's side
 * is told only through the person who made the request, and no one is told who holds a role for the whole
 * organisation of a strictly confidential one.
 */
export const MAY_BE_TOLD = (roles: string): string => `(
  p.deactivated_at IS NULL AND (
    ('case-officer' = ANY(${roles}) AND p.id = c.case_officer_id)
    OR EXISTS (
      SELECT FROM role_assignments r
       WHERE r.person_id = p.id AND r.role = ANY(${roles}) AND r.role <> 'case-officer'
         AND r.from_at <= now() AND (r.until_at IS NULL OR r.until_at > now())
         AND CASE
               WHEN r.state_code IS NOT NULL THEN r.state_code = c.requesting_state AND (c.sensitivity = 'unclassified' OR p.id = c.created_by)
               WHEN r.office_code IS NOT NULL THEN r.office_code = c.lead_office
               ELSE c.sensitivity <> 'strictly-confidential'
             END
    )
  )
)`;
