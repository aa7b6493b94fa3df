import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nonce and verifier of a sign-in under way are kept under a key that only the browser brings back. */
export class SealedAttempts1764600013000 implements MigrationInterface {
  readonly name = 'SealedAttempts1764600013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM sso_attempts;
      ALTER TABLE sso_attempts DROP COLUMN nonce, DROP COLUMN code_verifier, ADD COLUMN sealed bytea NOT NULL;
      COMMENT ON COLUMN sso_attempts.sealed IS 'Nonce and verifier, encrypted with a key made of the state, of which only a hash is kept.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM sso_attempts;
      ALTER TABLE sso_attempts DROP COLUMN sealed, ADD COLUMN nonce text NOT NULL, ADD COLUMN code_verifier text NOT NULL;
    `);
  }
}
