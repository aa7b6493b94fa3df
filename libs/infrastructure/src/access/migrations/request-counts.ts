import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many requests came from whom in this minute and the last, over all instances. */
export class RequestCounts1764300002000 implements MigrationInterface {
  readonly name = 'RequestCounts1764300002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE request_counts (
        subject_hash    bytea         NOT NULL,
        minute          integer       NOT NULL,
        requests        integer       NOT NULL,
        CONSTRAINT request_counts_pk PRIMARY KEY (subject_hash, minute)
      );
      COMMENT ON TABLE request_counts IS 'Worth nothing after a minute: a crash of the server may empty it.';
      CREATE INDEX request_counts_by_minute ON request_counts (minute);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE request_counts');
  }
}
