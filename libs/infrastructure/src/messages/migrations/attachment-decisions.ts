import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an attachment is by its content, and what was decided about it; a content that is thrown away is gone. */
export class AttachmentDecisions1764600020000 implements MigrationInterface {
  readonly name = 'AttachmentDecisions1764600020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE quarantined_files
        ADD COLUMN case_id       uuid CONSTRAINT quarantined_files_case_fk REFERENCES cases,
        ADD COLUMN sniffed_type  text,
        ADD COLUMN status        text NOT NULL DEFAULT 'quarantined'
          CONSTRAINT quarantined_files_status_known CHECK (status IN ('quarantined','released','discarded')),
        ADD COLUMN settled_by    uuid CONSTRAINT quarantined_files_settled_by_fk REFERENCES people,
        ADD COLUMN settled_at    timestamptz(3),
        ADD COLUMN reason        text;
      UPDATE quarantined_files f SET case_id = r.case_id FROM inbound_replies r WHERE r.id = f.reply_id;
      ALTER TABLE quarantined_files
        ALTER COLUMN case_id SET NOT NULL,
        ALTER COLUMN sha256 DROP NOT NULL,
        ADD CONSTRAINT quarantined_files_settled_once CHECK ((status = 'quarantined') = (settled_at IS NULL)),
        ADD CONSTRAINT quarantined_files_content_until_discarded CHECK ((status = 'discarded') = (sha256 IS NULL));
      COMMENT ON COLUMN quarantined_files.sniffed_type IS 'By the content, when the mail was taken; null where nothing known begins like it: it cannot be released.';
      COMMENT ON TABLE quarantined_files IS 'Attachments of answers by mail. Only what an officer has released is served.';
      CREATE INDEX quarantined_files_of_case ON quarantined_files (case_id, id DESC);
      CREATE INDEX quarantined_files_of_content ON quarantined_files (sha256);

      SELECT wall.put_before('quarantined_files');
      ALTER TABLE quarantined_contents ENABLE ROW LEVEL SECURITY;
      CREATE POLICY quarantined_contents_wall ON quarantined_contents USING (
        (SELECT wall.is_system()) OR EXISTS (SELECT FROM quarantined_files f WHERE f.sha256 = quarantined_contents.sha256)
      ) WITH CHECK ((SELECT wall.is_asked()));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY quarantined_contents_wall ON quarantined_contents;
      ALTER TABLE quarantined_contents DISABLE ROW LEVEL SECURITY;
      DROP POLICY quarantined_files_wall ON quarantined_files;
      ALTER TABLE quarantined_files DISABLE ROW LEVEL SECURITY;
      DELETE FROM quarantined_files WHERE sha256 IS NULL;
      DROP INDEX quarantined_files_of_content;
      ALTER TABLE quarantined_files
        DROP COLUMN case_id, DROP COLUMN sniffed_type, DROP COLUMN status,
        DROP COLUMN settled_by, DROP COLUMN settled_at, DROP COLUMN reason,
        ALTER COLUMN sha256 SET NOT NULL;
    `);
  }
}
