import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets several workers fire due clocks at once, and keeps a clock that cannot be fired from holding up the others. */
export class ClockFiring1764000022000 implements MigrationInterface {
  readonly name = 'ClockFiring1764000022000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clocks
        ADD COLUMN fire_claimed_until timestamptz(3),
        ADD COLUMN fire_failures integer NOT NULL DEFAULT 0,
        ADD COLUMN fire_last_error text;
      COMMENT ON COLUMN clocks.fire_claimed_until IS 'A worker is firing it, or it failed and waits for the next try.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE clocks DROP COLUMN fire_claimed_until, DROP COLUMN fire_failures, DROP COLUMN fire_last_error',
    );
  }
}
