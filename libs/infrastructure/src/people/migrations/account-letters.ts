import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters to people about their own accounts, and the links with which a forgotten password is replaced. */
export class AccountLetters1764600041000 implements MigrationInterface {
  readonly name = 'AccountLetters1764600041000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_letters (
        id              uuid          CONSTRAINT account_letters_pk PRIMARY KEY,
        kind            text          NOT NULL,
        person_id       uuid          CONSTRAINT account_letters_person_fk REFERENCES people,
        address         text,
        asked_by        uuid          CONSTRAINT account_letters_asked_by_fk REFERENCES people,
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        tries           integer       NOT NULL DEFAULT 0,
        leased_until    timestamptz(3),
        settled_at      timestamptz(3),
        failure         text,
        CONSTRAINT account_letters_to_somebody CHECK (person_id IS NOT NULL OR kind = 'password-recovery')
      );
      COMMENT ON COLUMN account_letters.address IS 'What somebody typed who wants another password; forgotten once it has been looked up.';
      COMMENT ON COLUMN account_letters.settled_at IS 'When it was sent, given up, or there was nobody to send it to.';
      CREATE INDEX account_letters_person ON account_letters (person_id, kind, created_at);
      CREATE INDEX account_letters_settled ON account_letters (settled_at) WHERE settled_at IS NOT NULL;

      CREATE TABLE password_recoveries (
        token_hash      bytea         CONSTRAINT password_recoveries_pk PRIMARY KEY,
        person_id       uuid          NOT NULL CONSTRAINT password_recoveries_person_fk REFERENCES people,
        expires_at      timestamptz(3) NOT NULL,
        used_at         timestamptz(3)
      );
      COMMENT ON COLUMN password_recoveries.token_hash IS 'SHA-256 of 256 random bits. A copy of this table sets no password.';
      CREATE INDEX password_recoveries_person ON password_recoveries (person_id);
      CREATE INDEX password_recoveries_ended ON password_recoveries (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE password_recoveries, account_letters');
  }
}
