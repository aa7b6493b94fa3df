import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A second wall around the cases, in the database itself: a statement that forgets whom it is asked by shows nothing
 * beyond what that person's State, offices or headquarters may see. Who asks is told by settings of the transaction
 * (`access/asking.ts`); where nobody is named nothing is shown. The owner of the tables stands inside the wall.
 *
 * It is coarser than `visibleTo` and never narrower. Every function is called in a subselect, once a statement.
 */
export class CaseWall1764300050000 implements MigrationInterface {
  readonly name = 'CaseWall1764300050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SETTINGS);
    await runner.query(WALLS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT polrelid::regclass AS relation, polname FROM pg_policy WHERE polname LIKE '%\\_wall' LOOP
          EXECUTE format('DROP POLICY %I ON %s; ALTER TABLE %s DISABLE ROW LEVEL SECURITY', one.polname, one.relation, one.relation);
        END LOOP;
      END $$;
      DROP SCHEMA wall CASCADE;
    `);
  }
}

const SETTINGS = `
  CREATE SCHEMA wall;
  GRANT USAGE ON SCHEMA wall TO PUBLIC;
  COMMENT ON SCHEMA wall IS 'Who asks, as the policies of row-level security read it from the settings of the transaction.';

  CREATE FUNCTION wall.is_asked() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('upon_request.standing', true) IN ('person', 'system'), false) $$;
  CREATE FUNCTION wall.is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('upon_request.standing', true) = 'system', false) $$;
  CREATE FUNCTION wall.is_headquarters() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('upon_request.is_headquarters', true) = 'true', false) $$;
  CREATE FUNCTION wall.is_cleared() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('upon_request.is_cleared', true) = 'true', false) $$;
  CREATE FUNCTION wall.states() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('upon_request.states', true), ''), '{}')::text[] $$;
  CREATE FUNCTION wall.offices() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('upon_request.offices', true), ''), '{}')::text[] $$;
  CREATE FUNCTION wall.headed_offices() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('upon_request.headed_offices', true), ''), '{}')::text[] $$;
  CREATE FUNCTION wall.places() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('upon_request.places', true), ''), '{}')::uuid[] $$;
  COMMENT ON FUNCTION wall.places() IS 'Under which ids the person may be named: their own, and those of whom they stand for.';
  CREATE FUNCTION wall.cases_in_hand() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('upon_request.cases_in_hand', true), ''), '{}')::uuid[] $$;
  COMMENT ON FUNCTION wall.cases_in_hand() IS 'Cases the transaction has locked or begun: an act may take a case from the eyes of whoever performs it.';

  -- As the owner, or the wall of the list would ask for the wall of the cases and that for the list again.
  CREATE FUNCTION wall.cases_named_on() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    RETURN ARRAY(SELECT n.case_id FROM case_need_to_know n
                  WHERE n.person_id = ANY (wall.places()) AND (n.until_at IS NULL OR n.until_at > now()));
  END $$;

  CREATE FUNCTION wall.put_before(family regclass) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', family);
    EXECUTE format(
      'CREATE POLICY %I ON %s USING ((SELECT wall.is_system()) OR EXISTS (SELECT FROM cases c WHERE c.id = case_id)) WITH CHECK ((SELECT wall.is_asked()))',
      (SELECT relname FROM pg_class WHERE oid = family) || '_wall', family);
  END $$;
  REVOKE EXECUTE ON FUNCTION wall.put_before(regclass) FROM PUBLIC;
  COMMENT ON FUNCTION wall.put_before(regclass) IS 'Puts a table whose case_id names a case behind the wall of that case.';
`;

const WALLS = `
  ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
  CREATE POLICY cases_wall ON cases USING (
    (SELECT wall.is_system())
    OR id = ANY ((SELECT wall.cases_in_hand())::uuid[])
    OR (
      (
        requesting_state = ANY ((SELECT wall.states())::text[])
        OR (submitted_at IS NOT NULL AND (
          (SELECT wall.is_headquarters())
          OR lead_office = ANY ((SELECT wall.offices())::text[])
          OR supporting_offices && (SELECT wall.offices())::text[]
          OR former_offices && (SELECT wall.offices())::text[]
          OR id = ANY ((SELECT wall.cases_named_on())::uuid[])
        ))
      ) AND (
        sensitivity <> 'strictly-confidential'
        OR (SELECT wall.is_cleared())
        OR created_by = ANY ((SELECT wall.places())::uuid[])
        OR case_officer_id = ANY ((SELECT wall.places())::uuid[])
        OR lead_office = ANY ((SELECT wall.headed_offices())::text[])
        OR id = ANY ((SELECT wall.cases_named_on())::uuid[])
      )
    )
  ) WITH CHECK ((SELECT wall.is_asked()));

  SELECT wall.put_before('case_events');
  SELECT wall.put_before('clocks');
  SELECT wall.put_before('case_need_to_know');
  SELECT wall.put_before('case_seals');
  SELECT wall.put_before('audit_entries');

  -- What somebody is told, and the answers kept for repeated keys, are their own.
  ALTER TABLE notifications ENABLE ROW LEVEL SECURITY;
  CREATE POLICY notifications_wall ON notifications
    USING ((SELECT wall.is_system()) OR person_id = ANY ((SELECT wall.places())::uuid[])) WITH CHECK ((SELECT wall.is_asked()));
  ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
  CREATE POLICY idempotency_keys_wall ON idempotency_keys
    USING ((SELECT wall.is_system()) OR person_id = ANY ((SELECT wall.places())::uuid[])) WITH CHECK ((SELECT wall.is_asked()));
  -- People leave messages there and never read them.
  ALTER TABLE outbox_messages ENABLE ROW LEVEL SECURITY;
  CREATE POLICY outbox_messages_wall ON outbox_messages USING ((SELECT wall.is_system())) WITH CHECK ((SELECT wall.is_asked()));
`;
