import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators put in the place of shipped texts, version by version. */
export class EditedTexts1764400051000 implements MigrationInterface {
  readonly name = 'EditedTexts1764400051000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE edited_texts (
        id              uuid          CONSTRAINT edited_texts_pk PRIMARY KEY,
        key             text          NOT NULL,
        language        text          NOT NULL CONSTRAINT edited_texts_language_known CHECK (language IN ('ar','en','es','fr','ru','zh')),
        version         integer       NOT NULL CONSTRAINT edited_texts_after_shipped CHECK (version > 1),
        document        jsonb,
        changed_by      uuid          NOT NULL CONSTRAINT edited_texts_person_fk REFERENCES people,
        changed_at      timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT edited_texts_version_once UNIQUE (language, key, version)
      );
      COMMENT ON COLUMN edited_texts.version IS 'The shipped text is version 1.';
      COMMENT ON COLUMN edited_texts.document IS 'Null where the shipped text holds again.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE edited_texts');
  }
}
