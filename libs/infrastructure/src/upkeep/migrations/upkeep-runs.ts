import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each recurring task last ran, so that a silent queue is noticed and stepped in for. */
export class UpkeepRuns1764000021000 implements MigrationInterface {
  readonly name = 'UpkeepRuns1764000021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE upkeep_runs (
        task            text          CONSTRAINT upkeep_runs_pk PRIMARY KEY,
        started_at      timestamptz(3) NOT NULL,
        finished_at     timestamptz(3)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE upkeep_runs');
  }
}
