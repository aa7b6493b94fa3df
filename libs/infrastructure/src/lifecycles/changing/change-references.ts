/** The columns `to` and `from` of an order of a rehearsal or a migration. */
export const changeReferences = `jsonb_build_object('id', lifecycle_id, 'version', lifecycle_version) AS "to",
  CASE WHEN from_id IS NOT NULL THEN jsonb_build_object('id', from_id, 'version', from_version) END AS "from"`;
