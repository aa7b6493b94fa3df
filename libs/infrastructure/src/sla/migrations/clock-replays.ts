import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Background work that brings open clocks to a new calendar, case by case, and the versions a case counts on. */
export class ClockReplays1764000031000 implements MigrationInterface {
  readonly name = 'ClockReplays1764000031000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN calendar_versions jsonb NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN cases.calendar_versions IS 'The versions of calendars its clocks count on. Every change of them is in the history too.';

      CREATE TABLE clock_replays (
        id              uuid          CONSTRAINT clock_replays_pk PRIMARY KEY,
        calendar_key    text          NOT NULL,
        version         integer       NOT NULL,
        requested_at    timestamptz(3) NOT NULL,
        finished_at     timestamptz(3),
        CONSTRAINT clock_replays_version_fk
          FOREIGN KEY (calendar_key, version) REFERENCES work_calendar_versions (calendar_key, version),
        CONSTRAINT clock_replays_version_unique UNIQUE (calendar_key, version)
      );
      CREATE INDEX clock_replays_to_do ON clock_replays (requested_at) WHERE finished_at IS NULL;

      CREATE TABLE clock_replay_cases (
        replay_id       uuid          NOT NULL CONSTRAINT clock_replay_cases_replay_fk REFERENCES clock_replays ON DELETE CASCADE,
        case_id         uuid          NOT NULL CONSTRAINT clock_replay_cases_case_fk REFERENCES cases,
        done_at         timestamptz(3),
        moves           integer       NOT NULL DEFAULT 0,
        breaches        integer       NOT NULL DEFAULT 0,
        recovers        integer       NOT NULL DEFAULT 0,
        claimed_until   timestamptz(3),
        failures        integer       NOT NULL DEFAULT 0,
        last_error      text,
        CONSTRAINT clock_replay_cases_pk PRIMARY KEY (replay_id, case_id)
      );
      CREATE INDEX clock_replay_cases_to_do ON clock_replay_cases (replay_id, case_id) WHERE done_at IS NULL;

      CREATE INDEX clocks_open ON clocks (case_id) WHERE closed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX clocks_open');
    await runner.query('DROP TABLE clock_replay_cases, clock_replays');
    await runner.query('ALTER TABLE cases DROP COLUMN calendar_versions');
  }
}
