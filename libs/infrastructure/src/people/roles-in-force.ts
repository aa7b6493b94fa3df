/** When a role assignment (alias `r`) counts: within its dates, and endorsed where a second person has to endorse it. */
export const ROLE_IS_IN_FORCE = `r.from_at <= now() AND (r.until_at IS NULL OR r.until_at > now())
  AND (NOT r.needs_endorsement OR r.endorsed_at IS NOT NULL)`;

/** The roles in force of a person (alias `p`) as a JSON array of `HeldRole`, by an index on the person. */
export const ROLES_IN_FORCE = `COALESCE((
  SELECT jsonb_agg(jsonb_build_object('role', r.role, 'stateCode', r.state_code, 'officeCode', r.office_code)
                   || CASE WHEN r.stands_for = '{}' THEN '{}' ELSE jsonb_build_object('standsFor', r.stands_for) END
                   ORDER BY r.role, r.state_code, r.office_code)
    FROM role_assignments r WHERE r.person_id = p.id AND ${ROLE_IS_IN_FORCE}), '[]')`;
