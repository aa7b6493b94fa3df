import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people write to each other on a case, what staff write for themselves, and translations. */
export class Conversation1764400050000 implements MigrationInterface {
  readonly name = 'Conversation1764400050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_messages (
        case_id         uuid          NOT NULL,
        sequence        integer       NOT NULL,
        body            text,
        language        text          NOT NULL,
        mentions        uuid[]        NOT NULL DEFAULT '{}',
        source          text          NOT NULL CONSTRAINT case_messages_source_known CHECK (source IN ('web','mail')),
        erased_at       timestamptz(3),
        CONSTRAINT case_messages_pk PRIMARY KEY (case_id, sequence),
        CONSTRAINT case_messages_entry_fk FOREIGN KEY (case_id, sequence) REFERENCES case_events (case_id, sequence),
        CONSTRAINT case_messages_say_something CHECK ((body IS NULL) = (erased_at IS NOT NULL))
      );
      COMMENT ON TABLE case_messages IS 'Words from one side to the other. Who wrote, and when, is in the entry of the history; the words are here, where they can be erased.';

      CREATE TABLE case_notes (
        id              uuid          CONSTRAINT case_notes_pk PRIMARY KEY,
        case_id         uuid          NOT NULL CONSTRAINT case_notes_case_fk REFERENCES cases,
        author_id       uuid          NOT NULL CONSTRAINT case_notes_author_fk REFERENCES people,
        author_role     text          NOT NULL CONSTRAINT case_notes_of_staff CHECK (author_role NOT IN ('focal-point','permanent-mission')),
        body            text,
        language        text          NOT NULL,
        mentions        uuid[]        NOT NULL DEFAULT '{}',
        written_at      timestamptz(3) NOT NULL,
        erased_at       timestamptz(3),
        CONSTRAINT case_notes_say_something CHECK ((body IS NULL) = (erased_at IS NOT NULL))
      );
      COMMENT ON TABLE case_notes IS 'For staff only. Nothing that people of the State read refers to this table, the history of the case included.';
      CREATE INDEX case_notes_by_case ON case_notes (case_id, id DESC);

      CREATE TABLE case_message_translations (
        id              uuid          CONSTRAINT case_message_translations_pk PRIMARY KEY,
        case_id         uuid          NOT NULL,
        sequence        integer       NOT NULL,
        language        text          NOT NULL,
        body            text,
        method          text          NOT NULL CONSTRAINT case_message_translations_method_known CHECK (method IN ('human','machine')),
        translator_id   uuid          NOT NULL CONSTRAINT case_message_translations_translator_fk REFERENCES people,
        translated_at   timestamptz(3) NOT NULL,
        erased_at       timestamptz(3),
        CONSTRAINT case_message_translations_entry_fk FOREIGN KEY (case_id, sequence) REFERENCES case_events (case_id, sequence),
        CONSTRAINT case_message_translations_say_something CHECK ((body IS NULL) = (erased_at IS NOT NULL))
      );
      COMMENT ON TABLE case_message_translations IS 'The original, in the conversation, stays the authentic text.';
      CREATE INDEX case_message_translations_of_entry ON case_message_translations (case_id, sequence, id);

      CREATE FUNCTION keep_what_was_written() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.body IS NULL AND NEW.erased_at IS NOT NULL
          AND to_jsonb(NEW) - 'body' - 'erased_at' = to_jsonb(OLD) - 'body' - 'erased_at' THEN RETURN NEW; END IF;
        RAISE EXCEPTION '% of % is refused: what was written stays, or is erased on record', TG_OP, TG_TABLE_NAME;
      END $$;
      CREATE TRIGGER case_messages_written_once BEFORE UPDATE OR DELETE ON case_messages
        FOR EACH ROW EXECUTE FUNCTION keep_what_was_written();
      CREATE TRIGGER case_notes_written_once BEFORE UPDATE OR DELETE ON case_notes
        FOR EACH ROW EXECUTE FUNCTION keep_what_was_written();
      CREATE TRIGGER case_message_translations_written_once BEFORE UPDATE OR DELETE ON case_message_translations
        FOR EACH ROW EXECUTE FUNCTION keep_what_was_written();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE case_message_translations, case_notes, case_messages;
      DROP FUNCTION keep_what_was_written();
    `);
  }
}
