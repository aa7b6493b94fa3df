import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which session read which strictly confidential case, and when last: the history of a case takes it once an hour. */
export class CaseReadings1764300000000 implements MigrationInterface {
  readonly name = 'CaseReadings1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_readings (
        case_id         uuid          NOT NULL CONSTRAINT case_readings_case_fk REFERENCES cases,
        session_id      uuid          NOT NULL,
        noted_at        timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT case_readings_pk PRIMARY KEY (session_id, case_id)
      );
      COMMENT ON TABLE case_readings IS 'Only so that turning pages does not fill a history; who read is in the history itself.';
      CREATE INDEX case_readings_by_age ON case_readings (noted_at);
      CREATE INDEX case_events_of_readers ON case_events (case_id) WHERE type = 'case-read';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX case_events_of_readers; DROP TABLE case_readings');
  }
}
