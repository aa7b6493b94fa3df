import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People the system was told to forget: the id stays for the histories, nothing else of them does. */
export class ErasedPeople1764600012000 implements MigrationInterface {
  readonly name = 'ErasedPeople1764600012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE people ADD COLUMN erased_at timestamptz(3),
        ADD CONSTRAINT people_erased_are_closed CHECK (erased_at IS NULL OR (deactivated_at IS NOT NULL AND password_hash IS NULL));
      COMMENT ON COLUMN people.erased_at IS 'Since then name and address are placeholders.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE people DROP COLUMN erased_at');
  }
}
