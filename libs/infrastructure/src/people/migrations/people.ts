import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may act: people, the roles they hold for a State or an office, their sessions, and attempts to get in. */
export class People1764000000000 implements MigrationInterface {
  readonly name = 'People1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE people (
        id              uuid          CONSTRAINT people_pk PRIMARY KEY,
        email           text          NOT NULL,
        display_name    text          NOT NULL,
        language        text          NOT NULL CONSTRAINT people_language_known CHECK (language IN ('ar','en','es','fr','ru','zh')),
        time_zone       text          NOT NULL,
        password_hash   text,
        is_cleared      boolean       NOT NULL DEFAULT false,
        deactivated_at  timestamptz(3),
        created_at      timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN people.is_cleared IS 'May read strictly confidential cases that the roles held would otherwise keep from the person.';
      CREATE UNIQUE INDEX people_email_unique ON people (lower(email));

      CREATE TABLE role_assignments (
        id              uuid          CONSTRAINT role_assignments_pk PRIMARY KEY,
        person_id       uuid          NOT NULL CONSTRAINT role_assignments_person_fk REFERENCES people,
        role            text          NOT NULL,
        state_code      text,
        office_code     text,
        from_at         timestamptz(3) NOT NULL DEFAULT now(),
        until_at        timestamptz(3),
        CONSTRAINT role_assignments_one_scope CHECK (state_code IS NULL OR office_code IS NULL),
        CONSTRAINT role_assignments_ends_after_start CHECK (until_at >= from_at)
      );
      CREATE INDEX role_assignments_person ON role_assignments (person_id);
      CREATE INDEX role_assignments_state ON role_assignments (state_code, role) WHERE state_code IS NOT NULL;
      CREATE INDEX role_assignments_office ON role_assignments (office_code, role) WHERE office_code IS NOT NULL;
      CREATE INDEX role_assignments_organisation ON role_assignments (role) WHERE state_code IS NULL AND office_code IS NULL;
      CREATE UNIQUE INDEX role_assignments_held_once
        ON role_assignments (person_id, role, state_code, office_code) NULLS NOT DISTINCT WHERE until_at IS NULL;

      CREATE TABLE sessions (
        token_hash      bytea         CONSTRAINT sessions_pk PRIMARY KEY,
        id              uuid          NOT NULL CONSTRAINT sessions_id_unique UNIQUE,
        person_id       uuid          NOT NULL CONSTRAINT sessions_person_fk REFERENCES people,
        method          text          NOT NULL,
        user_agent      text,
        source          text,
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        last_seen_at    timestamptz(3) NOT NULL DEFAULT now(),
        expires_at      timestamptz(3) NOT NULL,
        revoked_at      timestamptz(3)
      );
      COMMENT ON COLUMN sessions.token_hash IS 'SHA-256 of the token. A copy of this table opens no session.';
      CREATE INDEX sessions_person ON sessions (person_id);

      CREATE TABLE sign_in_attempts (
        subject_hash    bytea         CONSTRAINT sign_in_attempts_pk PRIMARY KEY,
        attempts        integer       NOT NULL,
        window_ends_at  timestamptz(3) NOT NULL
      );
      COMMENT ON COLUMN sign_in_attempts.subject_hash IS 'SHA-256 of the address or network tried: people mistype passwords into the address field.';
      CREATE INDEX sign_in_attempts_ended ON sign_in_attempts (window_ends_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_attempts, sessions, role_assignments, people');
  }
}
