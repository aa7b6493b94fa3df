import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How somebody came to hold a role: proposed, endorsed by a second person, in succession to or in place of another. */
export class Mandates1764000030000 implements MigrationInterface {
  readonly name = 'Mandates1764000030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE role_assignments
        ADD COLUMN proposed_by        uuid          CONSTRAINT role_assignments_proposed_by_fk REFERENCES people,
        ADD COLUMN grounds            text,
        ADD COLUMN needs_endorsement  boolean       NOT NULL DEFAULT false,
        ADD COLUMN endorsed_by        uuid          CONSTRAINT role_assignments_endorsed_by_fk REFERENCES people,
        ADD COLUMN endorsed_at        timestamptz(3),
        ADD COLUMN succeeds           uuid          CONSTRAINT role_assignments_succeeds_fk REFERENCES role_assignments,
        ADD COLUMN substitutes_for    uuid          CONSTRAINT role_assignments_substitutes_fk REFERENCES role_assignments,
        ADD COLUMN stands_for         uuid[]        NOT NULL DEFAULT '{}',
        ADD COLUMN ended_by           uuid          CONSTRAINT role_assignments_ended_by_fk REFERENCES people,
        ADD COLUMN ended_reason       text,
        ADD CONSTRAINT role_assignments_endorsed_by_a_second
          CHECK (endorsed_by IS NULL OR (endorsed_by IS DISTINCT FROM proposed_by AND endorsed_by <> person_id)),
        ADD CONSTRAINT role_assignments_endorsement_whole CHECK ((endorsed_by IS NULL) = (endorsed_at IS NULL));
      COMMENT ON COLUMN role_assignments.proposed_by IS 'Null where it was granted at the command line of the server.';
      COMMENT ON COLUMN role_assignments.stands_for IS 'People whose named places on cases this holder takes: predecessors, or who is absent.';
      -- A proposal may stand beside a role that is held; held is what counts.
      DROP INDEX role_assignments_held_once;
      CREATE UNIQUE INDEX role_assignments_held_once ON role_assignments (person_id, role, state_code, office_code) NULLS NOT DISTINCT
        WHERE until_at IS NULL AND (NOT needs_endorsement OR endorsed_at IS NOT NULL);
      CREATE INDEX role_assignments_to_endorse ON role_assignments (state_code) WHERE needs_endorsement AND endorsed_at IS NULL;
      CREATE INDEX sessions_by_end ON sessions (expires_at);
      CREATE INDEX role_assignments_substitutes ON role_assignments (substitutes_for) WHERE substitutes_for IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX sessions_by_end;
      DROP INDEX role_assignments_held_once;
      CREATE UNIQUE INDEX role_assignments_held_once
        ON role_assignments (person_id, role, state_code, office_code) NULLS NOT DISTINCT WHERE until_at IS NULL;
      ALTER TABLE role_assignments
        DROP COLUMN proposed_by, DROP COLUMN grounds, DROP COLUMN needs_endorsement, DROP COLUMN endorsed_by, DROP COLUMN endorsed_at,
        DROP COLUMN succeeds, DROP COLUMN substitutes_for, DROP COLUMN stands_for, DROP COLUMN ended_by, DROP COLUMN ended_reason;
    `);
  }
}
