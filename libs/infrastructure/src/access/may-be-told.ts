import { HEADQUARTERS } from '#libs/domain';
import { ROLE_IS_IN_FORCE } from '../people/roles-in-force.js';

/** Whether person `p` is named to know of case `c`, themselves or through whom they stand for in role assignment `r`. */
const IS_NAMED = `EXISTS (SELECT FROM case_need_to_know n
  WHERE n.case_id = c.id AND (n.person_id = p.id OR n.person_id = ANY(r.stands_for)) AND (n.until_at IS NULL OR n.until_at > now()))`;
const IS_NOT_STRICT = `c.sensitivity <> 'strictly-confidential'`;

/**
 * SQL that says whether person `p` may be told of case `c` in one of the roles given. The roles are those somebody has
 * on the case (`rolesOnCase`), and nobody is told of a case they do not see (`visibleTo`); this is the same rule asked
 * the other way round, from the case to the people. Of case officers only the named one, or who stands in, is told.
 */
export const MAY_BE_TOLD = (roles: string): string => `(
  p.deactivated_at IS NULL AND EXISTS (
    SELECT FROM role_assignments r
     WHERE r.person_id = p.id AND r.role = ANY(${roles}) AND ${ROLE_IS_IN_FORCE}
       AND CASE
             WHEN r.role = 'focal-point' THEN r.state_code = c.requesting_state
               AND (${IS_NOT_STRICT} OR c.created_by = p.id OR c.created_by = ANY(r.stands_for) OR ${IS_NAMED})
             WHEN r.role = 'permanent-mission' THEN r.state_code = c.requesting_state AND c.submitted_at IS NOT NULL
               AND (${IS_NOT_STRICT} OR ${IS_NAMED})
             WHEN c.submitted_at IS NULL THEN false
             WHEN r.role = 'case-officer' THEN c.case_officer_id = p.id OR c.case_officer_id = ANY(r.stands_for)
             WHEN r.role = 'office-head' THEN r.office_code = c.lead_office
             WHEN r.role = 'hq-manager' OR (r.role = 'intake-officer' AND r.office_code = '${HEADQUARTERS}')
               OR (r.role = 'due-diligence-adviser' AND r.office_code IS NULL) THEN ${IS_NOT_STRICT} OR p.is_cleared OR ${IS_NAMED}
             WHEN r.role IN ('intake-officer', 'triage-officer') THEN r.office_code = c.lead_office
               AND (${IS_NOT_STRICT} OR p.is_cleared OR ${IS_NAMED})
             WHEN r.role = 'due-diligence-adviser' THEN (r.office_code = c.lead_office OR r.office_code = ANY(c.supporting_offices))
               AND (${IS_NOT_STRICT} OR p.is_cleared OR ${IS_NAMED})
             ELSE false
           END
  )
)`;
