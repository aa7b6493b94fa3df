import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom an identity provider vouches for, and sign-ins under way with it. */
export class Identities1764300003000 implements MigrationInterface {
  readonly name = 'Identities1764300003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE identities (
        issuer          text          NOT NULL,
        subject         text          NOT NULL,
        person_id       uuid          NOT NULL CONSTRAINT identities_person_fk REFERENCES people,
        linked_at       timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT identities_pk PRIMARY KEY (issuer, subject)
      );
      COMMENT ON TABLE identities IS 'The key is the provider''s own; never an address, which changes hands.';
      CREATE INDEX identities_person ON identities (person_id);

      CREATE TABLE sso_attempts (
        state_hash      bytea         CONSTRAINT sso_attempts_pk PRIMARY KEY,
        nonce           text          NOT NULL,
        code_verifier   text          NOT NULL,
        invitation_hash text,
        expires_at      timestamptz(3) NOT NULL
      );
      COMMENT ON TABLE sso_attempts IS 'Each is good once, for some minutes, and with a code that only the provider gives out.';
      CREATE INDEX sso_attempts_by_end ON sso_attempts (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sso_attempts, identities');
  }
}
