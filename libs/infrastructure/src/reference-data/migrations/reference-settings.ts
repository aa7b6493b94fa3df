import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every setting ever made over the reference data: by whom, when, why, and what was set before. */
export class ReferenceSettings1764000014000 implements MigrationInterface {
  readonly name = 'ReferenceSettings1764000014000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reference_settings (
        id              uuid          CONSTRAINT reference_settings_pk PRIMARY KEY,
        setting         text          NOT NULL CONSTRAINT reference_settings_known CHECK (setting IN ('group','lead-office')),
        state_code      text          NOT NULL CONSTRAINT reference_settings_state_fk REFERENCES member_states,
        before          jsonb         NOT NULL,
        after           jsonb         NOT NULL,
        reason          text          NOT NULL,
        settled_by      uuid          CONSTRAINT reference_settings_person_fk REFERENCES people,
        settled_at      timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE reference_settings IS 'Append-only.';
      CREATE INDEX reference_settings_by_state ON reference_settings (state_code, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reference_settings');
  }
}
