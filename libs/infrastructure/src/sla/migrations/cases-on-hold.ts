import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the holds whose date of review has come without reading every case. */
export class CasesOnHold1764200002000 implements MigrationInterface {
  readonly name = 'CasesOnHold1764200002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX cases_on_hold ON cases ((established->'hold'->>'reviewOn'), id) WHERE is_open AND established ? 'hold'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX cases_on_hold');
  }
}
