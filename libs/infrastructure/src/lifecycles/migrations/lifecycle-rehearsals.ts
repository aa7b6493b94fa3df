import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rehearsals: what would become of each live case under another version. They are figures of a day and are not kept long. */
export class LifecycleRehearsals1764100001000 implements MigrationInterface {
  readonly name = 'LifecycleRehearsals1764100001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lifecycle_rehearsals (
        id              uuid          CONSTRAINT lifecycle_rehearsals_pk PRIMARY KEY,
        lifecycle_id    text          NOT NULL,
        lifecycle_version integer     NOT NULL,
        from_id         text,
        from_version    integer,
        state_map       jsonb         NOT NULL,
        ordered_by      uuid          NOT NULL CONSTRAINT lifecycle_rehearsals_person_fk REFERENCES people,
        requested_at    timestamptz(3) NOT NULL,
        finished_at     timestamptz(3),
        CONSTRAINT lifecycle_rehearsals_to_fk
          FOREIGN KEY (lifecycle_id, lifecycle_version) REFERENCES lifecycle_versions (id, version),
        CONSTRAINT lifecycle_rehearsals_from_fk FOREIGN KEY (from_id, from_version) REFERENCES lifecycle_versions (id, version)
      );
      CREATE INDEX lifecycle_rehearsals_to_do ON lifecycle_rehearsals (requested_at) WHERE finished_at IS NULL;
      CREATE INDEX lifecycle_rehearsals_by_age ON lifecycle_rehearsals (requested_at);

      CREATE TABLE lifecycle_rehearsal_cases (
        rehearsal_id    uuid          NOT NULL
          CONSTRAINT lifecycle_rehearsal_cases_rehearsal_fk REFERENCES lifecycle_rehearsals ON DELETE CASCADE,
        case_id         uuid          NOT NULL,
        done_at         timestamptz(3),
        state_before    text,
        state_after     text,
        stuck           text[]        NOT NULL DEFAULT '{}',
        acts_vanishing  text[]        NOT NULL DEFAULT '{}',
        acts_appearing  text[]        NOT NULL DEFAULT '{}',
        clocks          jsonb         NOT NULL DEFAULT '[]',
        effects         text[]        NOT NULL DEFAULT '{}',
        claimed_until   timestamptz(3),
        failures        integer       NOT NULL DEFAULT 0,
        last_error      text,
        CONSTRAINT lifecycle_rehearsal_cases_pk PRIMARY KEY (rehearsal_id, case_id)
      ) WITH (fillfactor = 60);
      COMMENT ON COLUMN lifecycle_rehearsal_cases.case_id IS 'No foreign key: a rehearsal over all cases would wait for, and hold up, everybody who acts on one.';
      COMMENT ON COLUMN lifecycle_rehearsal_cases.effects IS 'What happens to the case, in the words figures are counted by.';
      CREATE INDEX lifecycle_rehearsal_cases_to_do ON lifecycle_rehearsal_cases (rehearsal_id, case_id) WHERE done_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lifecycle_rehearsal_cases, lifecycle_rehearsals');
  }
}
