import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit trail names who signed in, who broke the glass, which case was meant: a statement of the API that forgets whom
 * it is asked by shows none of it, except to auditors and administrators. Everybody adds to it, also who is nobody yet and
 * signs in; nobody changes it (that is refused by grants and triggers already).
 *
 * What was sent to a receiver of webhooks stands behind the wall of the case it tells of (a trial message tells of none), and
 * so do the lists of cases that background work goes through.
 */
export class AuditWall1764600010000 implements MigrationInterface {
  readonly name = 'AuditWall1764600010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION wall.reads_trail() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(current_setting('upon_request.reads_trail', true) = 'true', false) $$;
      COMMENT ON FUNCTION wall.reads_trail() IS 'Whether the asker is an auditor or an administrator.';

      ALTER TABLE audit_records ENABLE ROW LEVEL SECURITY;
      CREATE POLICY audit_records_wall ON audit_records FOR SELECT
        USING ((SELECT wall.is_system()) OR (SELECT wall.reads_trail()));
      CREATE POLICY audit_records_added_wall ON audit_records FOR INSERT WITH CHECK (true);

      ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;
      CREATE POLICY webhook_deliveries_wall ON webhook_deliveries
        USING ((SELECT wall.is_system()) OR case_id IS NULL OR case_id = ANY ((SELECT wall.cases_in_hand())::uuid[])
               OR EXISTS (SELECT FROM cases c WHERE c.id = case_id))
        WITH CHECK ((SELECT wall.is_asked()));

      SELECT wall.put_before('lifecycle_change_cases');
      SELECT wall.put_before('lifecycle_rehearsal_cases');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY lifecycle_rehearsal_cases_wall ON lifecycle_rehearsal_cases;
      ALTER TABLE lifecycle_rehearsal_cases DISABLE ROW LEVEL SECURITY;
      DROP POLICY lifecycle_change_cases_wall ON lifecycle_change_cases;
      ALTER TABLE lifecycle_change_cases DISABLE ROW LEVEL SECURITY;
      DROP POLICY webhook_deliveries_wall ON webhook_deliveries;
      ALTER TABLE webhook_deliveries DISABLE ROW LEVEL SECURITY;
      DROP POLICY audit_records_added_wall ON audit_records;
      DROP POLICY audit_records_wall ON audit_records;
      ALTER TABLE audit_records DISABLE ROW LEVEL SECURITY;
      DROP FUNCTION wall.reads_trail();
    `);
  }
}
