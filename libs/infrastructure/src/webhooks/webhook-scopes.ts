/** Whether a subscription (alias `s`) has a case (alias `c`) in its scope: of its State, held or helped by its office, any. */
export const CASE_IN_SCOPE = `(s.state_code = c.requesting_state
  OR s.office_code = c.lead_office OR s.office_code = ANY(c.supporting_offices)
  OR (s.state_code IS NULL AND s.office_code IS NULL))`;
