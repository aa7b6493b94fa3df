import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars of offices and States' capitals in versions, and the years for which their holidays are known. */
export class WorkCalendars1764000030000 implements MigrationInterface {
  readonly name = 'WorkCalendars1764000030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE work_calendars (
        key             text          CONSTRAINT work_calendars_pk PRIMARY KEY,
        office_code     text          CONSTRAINT work_calendars_office_fk REFERENCES offices,
        state_code      text          CONSTRAINT work_calendars_state_fk REFERENCES member_states,
        version         integer       NOT NULL,
        hours_settled_by text         NOT NULL DEFAULT 'dataset',
        zone_basis      text          NOT NULL,
        week_basis      text          NOT NULL,
        CONSTRAINT work_calendars_key_form
          CHECK (key = coalesce('office:' || office_code, 'state:' || state_code) AND num_nonnulls(office_code, state_code) = 1),
        CONSTRAINT work_calendars_settled_by_known CHECK (hours_settled_by IN ('dataset','administrator')),
        CONSTRAINT work_calendars_zone_basis_known
          CHECK (zone_basis IN ('office','office-in-state','only-zone','from-knowledge','lead-office','settled')),
        CONSTRAINT work_calendars_week_basis_known
          CHECK (week_basis IN ('office','office-in-state','office-note','from-knowledge','lead-office','settled'))
      );
      COMMENT ON COLUMN work_calendars.hours_settled_by IS 'Once an administrator has settled zone or hours, a reload of the data leaves them alone.';
      COMMENT ON COLUMN work_calendars.zone_basis IS 'What the zone rests on; lead-office says that the State''s own is not known.';

      CREATE TABLE work_calendar_versions (
        calendar_key    text          NOT NULL CONSTRAINT work_calendar_versions_calendar_fk REFERENCES work_calendars,
        version         integer       NOT NULL,
        publication     bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT work_calendar_versions_publication_unique UNIQUE,
        document        jsonb         NOT NULL,
        cause           text          NOT NULL CONSTRAINT work_calendar_versions_cause_known CHECK (cause IN ('dataset','edit','holidays')),
        reason          text          NOT NULL,
        published_by    uuid          CONSTRAINT work_calendar_versions_person_fk REFERENCES people,
        published_at    timestamptz(3) NOT NULL,
        CONSTRAINT work_calendar_versions_pk PRIMARY KEY (calendar_key, version)
      );
      COMMENT ON TABLE work_calendar_versions IS 'Append-only: due times of the past are explained by the version they were counted on.';
      COMMENT ON COLUMN work_calendar_versions.publication IS 'Orders all publications; they are made one at a time, so a process that has read up to one has missed none.';

      CREATE TABLE work_calendar_holiday_years (
        calendar_key    text          NOT NULL,
        year            integer       NOT NULL,
        version         integer       NOT NULL,
        source          text          NOT NULL,
        days            integer       NOT NULL,
        loaded_at       timestamptz(3) NOT NULL,
        CONSTRAINT work_calendar_holiday_years_pk PRIMARY KEY (calendar_key, year, version),
        CONSTRAINT work_calendar_holiday_years_version_fk
          FOREIGN KEY (calendar_key, version) REFERENCES work_calendar_versions (calendar_key, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE work_calendar_holiday_years, work_calendar_versions, work_calendars');
  }
}
