import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Migrations of live cases to another version of a lifecycle, ordered by a person, and what became of each case. */
export class LifecycleChanges1764100000000 implements MigrationInterface {
  readonly name = 'LifecycleChanges1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lifecycle_changes (
        id              uuid          CONSTRAINT lifecycle_changes_pk PRIMARY KEY,
        lifecycle_id    text          NOT NULL,
        lifecycle_version integer     NOT NULL,
        from_id         text,
        from_version    integer,
        state_map       jsonb         NOT NULL,
        reason          text          NOT NULL,
        ordered_by      uuid          NOT NULL CONSTRAINT lifecycle_changes_person_fk REFERENCES people,
        ordered_as      text          NOT NULL,
        undoes          uuid          CONSTRAINT lifecycle_changes_undoes_fk REFERENCES lifecycle_changes,
        requested_at    timestamptz(3) NOT NULL,
        finished_at     timestamptz(3),
        CONSTRAINT lifecycle_changes_to_fk
          FOREIGN KEY (lifecycle_id, lifecycle_version) REFERENCES lifecycle_versions (id, version),
        CONSTRAINT lifecycle_changes_from_fk FOREIGN KEY (from_id, from_version) REFERENCES lifecycle_versions (id, version)
      );
      COMMENT ON COLUMN lifecycle_changes.undoes IS 'The migration whose cases this one puts back.';
      CREATE INDEX lifecycle_changes_to_do ON lifecycle_changes (requested_at) WHERE finished_at IS NULL;
      CREATE INDEX lifecycle_changes_by_version ON lifecycle_changes (lifecycle_id, lifecycle_version, requested_at);

      CREATE TABLE lifecycle_change_cases (
        change_id       uuid          NOT NULL CONSTRAINT lifecycle_change_cases_change_fk REFERENCES lifecycle_changes ON DELETE CASCADE,
        case_id         uuid          NOT NULL,
        done_at         timestamptz(3),
        outcome         text          CONSTRAINT lifecycle_change_cases_outcome_known
                                      CHECK (outcome IN ('migrated','undone','stuck','left-alone')),
        stuck           text[]        NOT NULL DEFAULT '{}',
        claimed_until   timestamptz(3),
        failures        integer       NOT NULL DEFAULT 0,
        last_error      text,
        CONSTRAINT lifecycle_change_cases_pk PRIMARY KEY (change_id, case_id),
        CONSTRAINT lifecycle_change_cases_done_whole CHECK ((done_at IS NULL) = (outcome IS NULL))
      );
      COMMENT ON COLUMN lifecycle_change_cases.case_id IS 'No foreign key: an order over all cases would wait for, and hold up, everybody who acts on one.';
      CREATE INDEX lifecycle_change_cases_to_do ON lifecycle_change_cases (change_id, case_id) WHERE done_at IS NULL;

      CREATE INDEX cases_open_by_area ON cases (area, id) WHERE is_open;
      CREATE INDEX case_events_migrations ON case_events (case_id, sequence) WHERE type = 'migrated';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX case_events_migrations;
      DROP INDEX cases_open_by_area;
      DROP TABLE lifecycle_change_cases, lifecycle_changes;
    `);
  }
}
