import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens with which programs ask on somebody's behalf, for one State or one office. */
export class ApiTokens1764300001000 implements MigrationInterface {
  readonly name = 'ApiTokens1764300001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_tokens (
        token_hash      bytea         CONSTRAINT api_tokens_pk PRIMARY KEY,
        id              uuid          NOT NULL CONSTRAINT api_tokens_id_unique UNIQUE,
        person_id       uuid          NOT NULL CONSTRAINT api_tokens_person_fk REFERENCES people,
        name            text          NOT NULL,
        scopes          text[]        NOT NULL,
        state_code      text,
        office_code     text,
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        expires_at      timestamptz(3) NOT NULL,
        last_used_at    timestamptz(3),
        revoked_at      timestamptz(3),
        CONSTRAINT api_tokens_one_scope CHECK ((state_code IS NULL) <> (office_code IS NULL))
      );
      COMMENT ON COLUMN api_tokens.token_hash IS 'SHA-256 of 256 random bits. A copy of this table opens nothing.';
      CREATE INDEX api_tokens_person ON api_tokens (person_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_tokens');
  }
}
