import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The cases somebody is named on, looked up from inside the wall. The list of who was named stands behind the wall of its
 * cases, so every statement that asked it carried the wall a second time, some thirty subselects to plan and to set up,
 * for a list that is nearly always empty.
 *
 * It looks over the wall, so it answers with ids alone and only for the ids under which the asker may be named (the system
 * has all of them); each case is then judged by the wall like any other.
 */
export class CasesNaming1764600000000 implements MigrationInterface {
  readonly name = 'CasesNaming1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION wall.cases_naming(asked uuid[]) RETURNS uuid[]
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        held uuid[] := CASE WHEN wall.is_system() THEN asked
                            ELSE ARRAY(SELECT unnest(asked) INTERSECT SELECT unnest(wall.places())) END;
      BEGIN
        RETURN ARRAY(SELECT n.case_id FROM case_need_to_know n
                      WHERE n.person_id = ANY (held) AND (n.until_at IS NULL OR n.until_at > now()));
      END $$;
      COMMENT ON FUNCTION wall.cases_naming(uuid[]) IS
        'Ids of cases that one of these is named on, as far as the asker may be named as one of them.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION wall.cases_naming(uuid[])');
  }
}
