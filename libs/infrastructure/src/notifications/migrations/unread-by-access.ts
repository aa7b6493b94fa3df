import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one may not see does not count either, so unread entries are counted with the reader's access and not kept. */
export class UnreadByAccess1764400000000 implements MigrationInterface {
  readonly name = 'UnreadByAccess1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inboxes DROP COLUMN unread, DROP COLUMN changes');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inboxes
        ADD COLUMN unread integer NOT NULL DEFAULT 0 CONSTRAINT inboxes_unread_counts CHECK (unread >= 0),
        ADD COLUMN changes bigint NOT NULL DEFAULT 0
    `);
  }
}
