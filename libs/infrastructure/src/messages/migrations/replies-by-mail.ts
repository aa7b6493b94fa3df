import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses for answers by mail, what became of each answer, and attachments nobody is served yet. */
export class RepliesByMail1764400052000 implements MigrationInterface {
  readonly name = 'RepliesByMail1764400052000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reply_addresses (
        token_hash      bytea         CONSTRAINT reply_addresses_pk PRIMARY KEY,
        case_id         uuid          NOT NULL CONSTRAINT reply_addresses_case_fk REFERENCES cases,
        person_id       uuid          NOT NULL CONSTRAINT reply_addresses_person_fk REFERENCES people,
        expires_at      timestamptz(3) NOT NULL
      );
      COMMENT ON COLUMN reply_addresses.token_hash IS 'SHA-256. A copy of this table answers no letter.';
      CREATE INDEX reply_addresses_expired ON reply_addresses (expires_at);

      CREATE TABLE inbound_replies (
        id              uuid          CONSTRAINT inbound_replies_pk PRIMARY KEY,
        fingerprint     bytea         NOT NULL CONSTRAINT inbound_replies_once UNIQUE,
        outcome         text          NOT NULL CONSTRAINT inbound_replies_outcome_known CHECK (outcome IN ('taken','refused','dropped')),
        reason          text,
        case_id         uuid,
        person_id       uuid,
        sequence        integer,
        whole_text      text,
        received_at     timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT inbound_replies_message_fk FOREIGN KEY (case_id, sequence) REFERENCES case_messages (case_id, sequence),
        CONSTRAINT inbound_replies_keep_no_refused_text CHECK (outcome = 'taken' OR whole_text IS NULL)
      );
      COMMENT ON COLUMN inbound_replies.whole_text IS 'Of a mail that was taken: all of it, of which the message is the part that was not quoted.';
      CREATE INDEX inbound_replies_not_taken ON inbound_replies (id DESC) WHERE outcome <> 'taken';
      CREATE INDEX inbound_replies_of_person ON inbound_replies (person_id, received_at) WHERE outcome = 'taken';
      CREATE INDEX inbound_replies_of_message ON inbound_replies (case_id, sequence) WHERE sequence IS NOT NULL;
      CREATE INDEX inbound_replies_by_age ON inbound_replies (received_at) WHERE outcome <> 'taken';

      CREATE TABLE quarantined_contents (
        sha256          bytea         CONSTRAINT quarantined_contents_pk PRIMARY KEY,
        content         bytea         NOT NULL
      );
      CREATE TABLE quarantined_files (
        id              uuid          CONSTRAINT quarantined_files_pk PRIMARY KEY,
        reply_id        uuid          NOT NULL CONSTRAINT quarantined_files_reply_fk REFERENCES inbound_replies,
        name            text          NOT NULL,
        declared_type   text          NOT NULL,
        size_bytes      integer       NOT NULL,
        sha256          bytea         NOT NULL CONSTRAINT quarantined_files_content_fk REFERENCES quarantined_contents
      );
      COMMENT ON TABLE quarantined_files IS 'Attachments of answers by mail. Nothing serves them.';
      CREATE INDEX quarantined_files_of_reply ON quarantined_files (reply_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE quarantined_files, quarantined_contents, inbound_replies, reply_addresses');
  }
}
