import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link between an identity and an account can be named without naming the identity. */
export class IdentityIds1764600011000 implements MigrationInterface {
  readonly name = 'IdentityIds1764600011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE identities ADD COLUMN id uuid;
      UPDATE identities SET id = gen_random_uuid();
      ALTER TABLE identities ALTER COLUMN id SET NOT NULL, ADD CONSTRAINT identities_id_unique UNIQUE (id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE identities DROP COLUMN id');
  }
}
