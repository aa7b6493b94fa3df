import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What cases were called in the registers they were imported from, so that none is imported twice. */
export class CaseOrigins1764500100000 implements MigrationInterface {
  readonly name = 'CaseOrigins1764500100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_origins (
        register          text          NOT NULL,
        former_reference  text          NOT NULL,
        case_id           uuid          NOT NULL CONSTRAINT case_origins_case_fk REFERENCES cases,
        imported_at       timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT case_origins_pk PRIMARY KEY (register, former_reference)
      );
      CREATE INDEX case_origins_case ON case_origins (case_id);
      CREATE INDEX case_origins_imported ON case_origins (imported_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_origins');
  }
}
