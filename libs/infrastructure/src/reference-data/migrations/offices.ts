import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offices, and the one office that leads for each State. */
export class Offices1764000012000 implements MigrationInterface {
  readonly name = 'Offices1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE offices (
        code            text          CONSTRAINT offices_pk PRIMARY KEY,
        name            text          NOT NULL,
        kind            text          NOT NULL,
        city            text          NOT NULL,
        host_state      text          NOT NULL CONSTRAINT offices_host_state_fk REFERENCES member_states,
        time_zone       text          NOT NULL,
        un_locode       text,
        working_week    text[]        NOT NULL,
        parent_code     text          CONSTRAINT offices_parent_fk REFERENCES offices DEFERRABLE INITIALLY DEFERRED,
        can_lead        boolean       NOT NULL,
        office_confidence text        NOT NULL,
        coverage_confidence text      NOT NULL,
        working_week_confidence text  NOT NULL,
        source          text          NOT NULL,
        note            text          NOT NULL,
        retired_at      timestamptz(3),
        CONSTRAINT offices_kind_known
          CHECK (kind IN ('headquarters','regional','country','programme','liaison-partnership','liaison')),
        CONSTRAINT offices_working_week_known
          CHECK (cardinality(working_week) > 0 AND working_week <@ ARRAY['mon','tue','wed','thu','fri','sat','sun'])
      );
      CREATE INDEX offices_by_parent ON offices (parent_code) WHERE parent_code IS NOT NULL;

      CREATE TABLE office_coverage (
        state_code      text          CONSTRAINT office_coverage_pk PRIMARY KEY
                                      CONSTRAINT office_coverage_state_fk REFERENCES member_states,
        office_code     text          NOT NULL CONSTRAINT office_coverage_office_fk REFERENCES offices,
        confidence      text          NOT NULL,
        dataset_office_code text      NOT NULL CONSTRAINT office_coverage_dataset_office_fk REFERENCES offices,
        decided_by      text          NOT NULL DEFAULT 'dataset',
        reason          text,
        decided_by_person uuid        CONSTRAINT office_coverage_person_fk REFERENCES people,
        decided_at      timestamptz(3),
        CONSTRAINT office_coverage_decided_by_known CHECK (decided_by IN ('dataset','administrator')),
        CONSTRAINT office_coverage_decision_explained CHECK (decided_by = 'dataset' OR (reason IS NOT NULL AND decided_at IS NOT NULL))
      );
      COMMENT ON TABLE office_coverage IS 'The key is the State: exactly one office leads for it.';
      COMMENT ON COLUMN office_coverage.dataset_office_code IS 'What the data set says, kept beside an administrator''s decision.';
      CREATE INDEX office_coverage_by_office ON office_coverage (office_code);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE office_coverage, offices');
  }
}
