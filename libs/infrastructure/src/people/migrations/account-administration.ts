import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts as administrators keep them over the network: versions to decide on, and lists by name, address and role. */
export class AccountAdministration1764600040000 implements MigrationInterface {
  readonly name = 'AccountAdministration1764600040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE people ADD COLUMN version integer NOT NULL DEFAULT 1;
      COMMENT ON COLUMN people.version IS 'Grows with every decision of an administrator about the account.';
      -- In the order of code units a beginning is a range, whatever the language of the server.
      CREATE INDEX people_by_name ON people (lower(display_name) COLLATE "C", id);
      CREATE INDEX people_by_address ON people (lower(email) COLLATE "C");
      CREATE INDEX role_assignments_by_role ON role_assignments (role, person_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX role_assignments_by_role, people_by_address, people_by_name;
      ALTER TABLE people DROP COLUMN version;
    `);
  }
}
