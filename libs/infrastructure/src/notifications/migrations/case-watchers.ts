import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asked to be told of a case beyond what their roles on it bring. */
export class CaseWatchers1764400003000 implements MigrationInterface {
  readonly name = 'CaseWatchers1764400003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_watchers (
        case_id         uuid          NOT NULL CONSTRAINT case_watchers_case_fk REFERENCES cases,
        person_id       uuid          NOT NULL CONSTRAINT case_watchers_person_fk REFERENCES people,
        since_at        timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT case_watchers_pk PRIMARY KEY (case_id, person_id)
      );
      CREATE INDEX case_watchers_by_person ON case_watchers (person_id, since_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_watchers');
  }
}
