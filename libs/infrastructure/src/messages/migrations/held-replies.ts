import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail of people the system does not know waits until an intake officer has said which case it belongs to, if any. */
export class HeldReplies1764600023000 implements MigrationInterface {
  readonly name = 'HeldReplies1764600023000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbound_replies
        ADD COLUMN sender text,
        ADD COLUMN about_case_id uuid CONSTRAINT inbound_replies_about_fk REFERENCES cases,
        DROP CONSTRAINT inbound_replies_outcome_known,
        ADD CONSTRAINT inbound_replies_outcome_known CHECK (outcome IN ('taken','refused','dropped','held','discarded')),
        DROP CONSTRAINT inbound_replies_keep_no_refused_text,
        ADD CONSTRAINT inbound_replies_keep_no_refused_text
          CHECK (outcome IN ('taken','held') OR (whole_text IS NULL AND sender IS NULL)),
        ADD CONSTRAINT inbound_replies_held_of_nobody CHECK (outcome <> 'held' OR (case_id IS NULL AND sender IS NOT NULL));
      COMMENT ON COLUMN inbound_replies.about_case_id IS 'Of a held mail: the case of the letter it answers. It is on no case until an officer has put it there.';
      CREATE INDEX inbound_replies_held ON inbound_replies (id DESC) WHERE outcome = 'held';
      CREATE INDEX inbound_replies_held_of_sender ON inbound_replies (sender, received_at) WHERE outcome = 'held';
      ALTER TABLE quarantined_files ALTER COLUMN case_id DROP NOT NULL;
      COMMENT ON COLUMN quarantined_files.case_id IS 'Null while the mail is on no case.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM quarantined_files WHERE case_id IS NULL;
      DELETE FROM inbound_replies WHERE outcome IN ('held','discarded');
      ALTER TABLE quarantined_files ALTER COLUMN case_id SET NOT NULL;
      ALTER TABLE inbound_replies
        DROP CONSTRAINT inbound_replies_held_of_nobody,
        DROP CONSTRAINT inbound_replies_keep_no_refused_text,
        DROP CONSTRAINT inbound_replies_outcome_known,
        DROP COLUMN sender, DROP COLUMN about_case_id,
        ADD CONSTRAINT inbound_replies_outcome_known CHECK (outcome IN ('taken','refused','dropped')),
        ADD CONSTRAINT inbound_replies_keep_no_refused_text CHECK (outcome = 'taken' OR whole_text IS NULL);
    `);
  }
}
