import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The cases an office helps with, found by their index behind the wall too. Row-level security lets no condition use an
 * index whose operator might tell what it is given, and `&&` of arrays is such an operator: every list of an office read
 * the whole table. The equality of ids is not.
 *
 * It looks over the wall, so it answers with ids alone and only for offices the asker has (the system has all of them);
 * each case is then judged by the wall like any other.
 */
export class CasesHelpedBy1764300060000 implements MigrationInterface {
  readonly name = 'CasesHelpedBy1764300060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION wall.cases_helped_by(asked text[]) RETURNS uuid[]
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        held text[] := CASE WHEN wall.is_system() THEN asked
                            ELSE ARRAY(SELECT unnest(asked) INTERSECT SELECT unnest(wall.offices())) END;
      BEGIN
        RETURN ARRAY(SELECT c.id FROM cases c
                      WHERE (c.supporting_offices && held OR c.former_offices && held) AND c.submitted_at IS NOT NULL);
      END $$;
      COMMENT ON FUNCTION wall.cases_helped_by(text[]) IS
        'Ids of submitted cases that these offices support or led before, as far as the asker has these offices.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION wall.cases_helped_by(text[])');
  }
}
