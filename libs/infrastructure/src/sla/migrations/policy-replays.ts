import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The background work that brings open clocks to a new calendar also brings them to new limits. */
export class PolicyReplays1764200001000 implements MigrationInterface {
  readonly name = 'PolicyReplays1764200001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock_replays
        ALTER COLUMN calendar_key DROP NOT NULL,
        ALTER COLUMN version DROP NOT NULL,
        ADD COLUMN policy_version integer
          CONSTRAINT clock_replays_policy_fk REFERENCES limit_policies (version)
          CONSTRAINT clock_replays_policy_unique UNIQUE,
        ADD CONSTRAINT clock_replays_one_cause
          CHECK ((calendar_key IS NULL) = (version IS NULL) AND (calendar_key IS NULL) <> (policy_version IS NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM clock_replays WHERE policy_version IS NOT NULL');
    await runner.query(`
      ALTER TABLE clock_replays
        DROP CONSTRAINT clock_replays_one_cause, DROP COLUMN policy_version,
        ALTER COLUMN calendar_key SET NOT NULL, ALTER COLUMN version SET NOT NULL`);
  }
}
