import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody has beside what they know: a code generator, recovery codes for its loss; and invitations to choose a password. */
export class SecondFactors1764000050000 implements MigrationInterface {
  readonly name = 'SecondFactors1764000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE totp_credentials (
        person_id       uuid          CONSTRAINT totp_credentials_pk PRIMARY KEY CONSTRAINT totp_credentials_person_fk REFERENCES people,
        secret          bytea         NOT NULL,
        confirmed_at    timestamptz(3),
        last_step       bigint        NOT NULL DEFAULT 0,
        created_at      timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN totp_credentials.secret IS 'Encrypted with a key that is not in the database.';
      COMMENT ON COLUMN totp_credentials.last_step IS 'The step of the last code taken: no code is taken twice.';

      CREATE TABLE recovery_codes (
        person_id       uuid          NOT NULL CONSTRAINT recovery_codes_person_fk REFERENCES people,
        code_hash       bytea         NOT NULL,
        used_at         timestamptz(3),
        CONSTRAINT recovery_codes_pk PRIMARY KEY (person_id, code_hash)
      );
      COMMENT ON COLUMN recovery_codes.code_hash IS 'SHA-256 of 80 random bits.';

      ALTER TABLE sessions ADD COLUMN second_factor_at timestamptz(3);
      COMMENT ON COLUMN sessions.second_factor_at IS 'When a second factor was last shown in this session.';

      CREATE TABLE invitations (
        token_hash      bytea         CONSTRAINT invitations_pk PRIMARY KEY,
        person_id       uuid          NOT NULL CONSTRAINT invitations_person_fk REFERENCES people,
        invited_by      uuid          CONSTRAINT invitations_invited_by_fk REFERENCES people,
        expires_at      timestamptz(3) NOT NULL,
        used_at         timestamptz(3)
      );
      COMMENT ON COLUMN invitations.invited_by IS 'Null where it was made at the command line of the server.';
      CREATE INDEX invitations_person ON invitations (person_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE invitations, recovery_codes, totp_credentials;
      ALTER TABLE sessions DROP COLUMN second_factor_at;
    `);
  }
}
