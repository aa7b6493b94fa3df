import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Auditors read the trail latest first: all of it, of one kind, by one person or about one thing. */
export class AuditReading1764600050000 implements MigrationInterface {
  readonly name = 'AuditReading1764600050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX audit_records_latest ON audit_records (occurred_at, id);
      CREATE INDEX audit_records_of_kind ON audit_records (kind, occurred_at, id);
      CREATE INDEX audit_records_by_actor ON audit_records (actor_id, occurred_at, id);
      CREATE INDEX audit_records_about ON audit_records (subject_id, occurred_at, id);
      DROP INDEX audit_records_by_time;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX audit_records_by_time ON audit_records (occurred_at);
      DROP INDEX audit_records_latest, audit_records_of_kind, audit_records_by_actor, audit_records_about;
    `);
  }
}
