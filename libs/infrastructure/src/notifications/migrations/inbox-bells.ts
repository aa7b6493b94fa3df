import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rings at the open streams of a person when a session of theirs ends or their roles change, whoever does it and by
 * whichever path: a stream must not outlive what it was opened with.
 */
export class InboxBells1764400001000 implements MigrationInterface {
  readonly name = 'InboxBells1764400001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION ring_inbox_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('inbox', NEW.person_id::text);
        RETURN NULL;
      END $$;
      CREATE TRIGGER sessions_ring_inbox AFTER UPDATE OF revoked_at ON sessions
        FOR EACH ROW WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION ring_inbox_of_person();
      CREATE TRIGGER role_assignments_ring_inbox AFTER INSERT OR UPDATE ON role_assignments
        FOR EACH ROW EXECUTE FUNCTION ring_inbox_of_person();

      CREATE FUNCTION ring_inbox_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('inbox', NEW.id::text);
        RETURN NULL;
      END $$;
      CREATE TRIGGER people_ring_inbox AFTER UPDATE OF deactivated_at, is_cleared ON people
        FOR EACH ROW EXECUTE FUNCTION ring_inbox_of_account();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER people_ring_inbox ON people;
      DROP TRIGGER role_assignments_ring_inbox ON role_assignments;
      DROP TRIGGER sessions_ring_inbox ON sessions;
      DROP FUNCTION ring_inbox_of_account();
      DROP FUNCTION ring_inbox_of_person();
    `);
  }
}
