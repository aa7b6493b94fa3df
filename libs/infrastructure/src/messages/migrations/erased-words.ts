import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who erased what somebody wrote, and why; and until when a whole mail is kept. */
export class ErasedWords1764600021000 implements MigrationInterface {
  readonly name = 'ErasedWords1764600021000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`
        ALTER TABLE ${table}
          ADD COLUMN erased_by uuid CONSTRAINT ${table}_erased_by_fk REFERENCES people,
          ADD COLUMN erasure_reason text,
          ADD CONSTRAINT ${table}_erased_by_somebody CHECK ((erased_by IS NULL) = (erasure_reason IS NULL));
      `);
    await runner.query(guard("'body' - 'erased_at' - 'erased_by' - 'erasure_reason'"));
    await runner.query(
      'CREATE INDEX inbound_replies_whole ON inbound_replies (received_at) WHERE whole_text IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbound_replies_whole');
    for (const table of TABLES)
      await runner.query(`ALTER TABLE ${table} DROP COLUMN erased_by, DROP COLUMN erasure_reason`);
    await runner.query(guard("'body' - 'erased_at'"));
  }
}

const TABLES = ['case_messages', 'case_notes', 'case_message_translations'];

function guard(mayChange: string): string {
  return `
    CREATE OR REPLACE FUNCTION keep_what_was_written() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND NEW.body IS NULL AND NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
        AND to_jsonb(NEW) - ${mayChange} = to_jsonb(OLD) - ${mayChange} THEN RETURN NEW; END IF;
      RAISE EXCEPTION '% of % is refused: what was written stays, or is erased on record', TG_OP, TG_TABLE_NAME;
    END $$`;
}
