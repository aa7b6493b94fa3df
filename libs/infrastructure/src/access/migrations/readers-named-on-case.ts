import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was named on a case is asked by the case, too: by its list of readers, and by whoever wants to address somebody. */
export class ReadersNamedOnCase1764600022000 implements MigrationInterface {
  readonly name = 'ReadersNamedOnCase1764600022000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX case_need_to_know_of_case ON case_need_to_know (case_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX case_need_to_know_of_case');
  }
}
