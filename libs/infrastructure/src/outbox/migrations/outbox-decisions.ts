import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an operator decides about messages that were given up. */
export class OutboxDecisions1764000025000 implements MigrationInterface {
  readonly name = 'OutboxDecisions1764000025000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox_messages
        ADD COLUMN first_try integer NOT NULL DEFAULT 0,
        ADD COLUMN discard_reason text;
      COMMENT ON COLUMN outbox_messages.first_try IS 'The try at which an operator last sent it on its way; the patience with it is counted from here.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox_messages DROP COLUMN first_try, DROP COLUMN discard_reason');
  }
}
